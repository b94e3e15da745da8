import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Ends a secret link, whoever of the authors made it. From then on its address is one that never was. */
export const revokeDraftLink = command({
  name: 'revoke-draft-link',
  input: z.strictObject({ linkId: z.uuid() }),
  least: 'author',
  async load(tx, { linkId }) {
    const link = await tx.draftLink.findUnique({ where: { id: linkId }, select: { id: true, post: { select: { id: true, authorships: { select: { personId: true } } } } } })
    return link ?? refuse('not-found', 'There is no such link.')
  },
  permit: (viewer, { post }) => permitAuthor(viewer, post),
  async perform({ tx, viewer, subject: { id, post }, now }) {
    const ended = await tx.draftLink.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } })
    if (ended.count > 0) await noteEvent(tx, { kind: 'link-ended', personId: null, byId: viewer.id, about: `essay ${post.id}` }, now)
    return done(null, { type: 'post', id: post.id })
  },
})
