import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { draftLinkPath } from '#lib/posts/publishing/draft-link-token.ts'
import { linkDays } from '#lib/posts/publishing/link-days.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Nobody keeps an eye on more. */
const mostLinks = 20

const aDay = 86_400_000

/** An author makes an address by which whoever has it reads the draft of a post as it is at that moment, without an account, for a while. */
export const makeDraftLink = command({
  name: 'make-draft-link',
  input: z.strictObject({ postId: z.uuid(), days: z.coerce.number().pipe(z.literal(linkDays, { error: 'Please choose one from the list.' })) }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input: { days }, subject: { id: postId }, now }) {
    const holding = await tx.draftLink.count({ where: { postId, revokedAt: null, expiresAt: { gt: now } } })
    if (holding >= mostLinks) return refuse('conflict', `There are ${mostLinks} links already. Please end one first.`)
    const { id } = await tx.draftLink.create({
      data: { postId, madeById: viewer.id, createdAt: now, expiresAt: new Date(now.getTime() + days * aDay) }, select: { id: true },
    })
    await noteEvent(tx, { kind: 'link-made', personId: null, byId: viewer.id, about: `essay ${postId}` }, now)
    return done({ path: draftLinkPath(id) }, { type: 'post', id: postId })
  },
})
