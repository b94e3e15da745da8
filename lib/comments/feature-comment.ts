import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'

/** More would be a second conversation. */
export const mostFeatured = 3

/** An author of an essay points to a reply under it, or no longer does. */
export const featureComment = command({
  name: 'feature-comment',
  input: z.strictObject({ commentId: z.uuid(), wanted: z.enum(['yes', 'no']) }),
  least: 'reader',
  async load(tx, { commentId }) {
    await lockThreadOf(tx, commentId)
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: { id: true, postId: true, state: true, post: { select: { authorships: { select: { personId: true } } } } },
    })
    return comment ?? notHere
  },
  permit: (viewer, { post }) => permitAuthor(viewer, post) && notHere,
  async perform({ tx, viewer, input: { wanted }, subject: { id, postId, state }, now }) {
    if (wanted === 'no') {
      await tx.featuredComment.deleteMany({ where: { commentId: id } })
      return done(null, { type: 'comment', id })
    }
    if (state !== 'published') return notHere
    const others = await tx.publishedFeaturedComment.count({ where: { postId, commentId: { not: id } } })
    if (others >= mostFeatured) return refuse('conflict', `You point to ${mostFeatured} replies already. Please let go of one of them first.`)
    await tx.featuredComment.createMany({ data: { commentId: id, postId, featuredById: viewer.id, at: now }, skipDuplicates: true })
    return done(null, { type: 'comment', id })
  },
})

const notHere = refuse('not-found', 'There is no such comment.')
