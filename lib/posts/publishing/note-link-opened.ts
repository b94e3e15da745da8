import { z } from 'zod'
import { command } from '#lib/command.ts'
import { readDraftLinkToken } from '#lib/posts/publishing/draft-link-token.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Milliseconds: a page that is read again and again is one opening, and few writes. */
const oneOpening = 600_000

/** Somebody opened a secret link: its makers see when that was last. Of who it was nothing is kept, and the authors' own looks do not count. */
export const noteLinkOpened = command({
  name: 'note-link-opened',
  input: z.strictObject({ token: z.string().max(200) }),
  least: 'anonymous',
  suspendedToo: true,
  unrecorded: true,
  async load(tx, { token }) {
    const id = readDraftLinkToken(token)
    const link = id && (await tx.draftLink.findUnique({ where: { id }, select: { id: true, post: { select: { authorships: { select: { personId: true } } } } } }))
    return link || refuse('not-found', 'There is no such link.')
  },
  permit: () => null,
  async perform({ tx, viewer, subject: { id, post }, now }) {
    if (post.authorships.some(({ personId }) => personId === viewer.id)) return done(null)
    const before = new Date(now.getTime() - oneOpening)
    await tx.draftLink.updateMany({
      where: { id, revokedAt: null, expiresAt: { gt: now }, OR: [{ lastOpenedAt: null }, { lastOpenedAt: { lte: before } }] }, data: { lastOpenedAt: now },
    })
    return done(null)
  },
})
