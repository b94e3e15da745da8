import { z } from 'zod'
import { command } from '#lib/command.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { momentAnywhere } from '#lib/moment.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An author puts the draft of a post before the public, now or at a later moment. */
export const publishPost = command({
  name: 'publish-post',
  input: z.strictObject({
    postId: z.uuid(),
    /** Empty: now. A later moment schedules it; it appears then whether or not anything runs. */
    publishAt: z.union([momentAnywhere, z.literal('')]).default(''),
    commentsMode: z.enum(['open', 'closed']).default('open'),
  }),
  least: 'author',
  async load(tx, { postId }) {
    const post = await tx.post.findUnique({
      where: { id: postId },
      select: { id: true, slug: true, version: true, draftRevisionId: true, publishedAt: true, passwordHash: true, authorships: { select: { personId: true } } },
    })
    return post ?? refuse('not-found', 'There is no such essay.')
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input, subject: post, now }) {
    if (!post.draftRevisionId) return refuse('conflict', 'There is no draft to publish.')
    if (post.passwordHash) return refuse('conflict', 'This post had a password where it came from. It stays private until that is settled.')
    const publishAt = input.publishAt ? new Date(input.publishAt) : null
    const later = publishAt !== null && publishAt > now
    const moment = later ? { state: 'scheduled' as const, publishAt } : { state: 'published' as const, publishedAt: post.publishedAt ?? publishAt ?? now }
    const guarded = await tx.post.updateMany({
      where: { id: post.id, version: post.version },
      data: {
        ...moment, publishedRevisionId: post.draftRevisionId, commentsMode: input.commentsMode,
        version: { increment: 1 }, updatedAt: now,
      },
    })
    if (guarded.count !== 1) return refuse('conflict', 'Somebody else changed this essay in this very moment. Nothing was lost.')
    await addJob(tx, 'tell-of-post', { postId: post.id }, { at: toldAt(later ? publishAt : now), key: post.id })
    return done({ slug: post.slug, state: moment.state }, { type: 'post', id: post.id })
  },
})

/** Those who follow an author hear of an essay a minute after it appeared: the first mistake is seen by then. */
function toldAt(appears: Date): Date {
  return new Date(appears.getTime() + noticeDelaySeconds * 1000)
}
