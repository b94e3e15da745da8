import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An author takes back that somebody was asked to write with them, while that is not answered. A no stays, so that nobody asks again at once. */
export const takeBackInvitation = command({
  name: 'take-back-invitation',
  input: z.strictObject({ postId: z.uuid(), personId: z.uuid() }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { postId, personId } }) {
    const { count } = await tx.authorInvitation.deleteMany({ where: { postId, personId, agreedAt: null, declinedAt: null } })
    return count > 0 ? done(null, { type: 'post', id: postId }) : refuse('conflict', 'They have answered in the meantime.')
  },
})
