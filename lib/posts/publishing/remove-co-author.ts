import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Takes an author from a post, oneself as well. What they wrote stays; somebody is always left. */
export const removeCoAuthor = command({
  name: 'remove-co-author',
  input: z.strictObject({ postId: z.uuid(), personId: z.uuid() }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input: { personId }, subject: { id, authorships }, now }) {
    if (!authorships.some((each) => each.personId === personId)) return refuse('not-found', 'They are no author of it.')
    if (authorships.length === 1) return refuse('conflict', 'Somebody has to be its author.')
    await tx.authorship.deleteMany({ where: { postId: id, personId } })
    await tx.post.update({ where: { id }, data: { version: { increment: 1 }, updatedAt: now }, select: { id: true } })
    return done({ oneself: viewer.id === personId }, { type: 'post', id })
  },
})
