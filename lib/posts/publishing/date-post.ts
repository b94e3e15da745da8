import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { dayGiven, giveDay, isSameDay, momentOfDay, notYet, sayHow } from '#lib/posts/publishing/given-day.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/**
 * An author corrects the day that a post bears, by which lists, feeds and the archive order it. It is no newer for that: its address, its place
 * in the history of texts and what followers were told stay as they are.
 */
export const datePost = command({
  name: 'date-post',
  input: z.strictObject({ postId: z.uuid(), day: dayGiven }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input: { day }, subject: post, now }) {
    const standing = standingOf(post, now)
    const was = post.publishedAt ?? (standing === 'published' ? post.publishAt : null)
    if (!was || !post.publishedRevisionId || post.passwordHash) return refuse('conflict', 'Readers never saw it, so it bears no date yet.')
    if (day === '') return refuseField('day', sayHow)
    const given = momentOfDay(day, now)
    if (!given) return refuseField('day', notYet)
    const about = { type: 'post', id: post.id }
    if (isSameDay(was, given)) return done({ given: was, ended: false }, about)
    if (post.state === 'scheduled') await tx.post.update({ where: { id: post.id }, data: { state: 'published', publishAt: null, publishedAt: was }, select: { id: true } })
    await giveDay(tx, { postId: post.id, was, given, byId: viewer.id, now })
    const { commentsCloseAfterDays: days } = await tx.post.findUniqueOrThrow({ where: { id: post.id }, select: { commentsCloseAfterDays: true } })
    return done({ given, ended: days !== null && given.getTime() + days * 86_400_000 <= now.getTime() }, about)
  },
})
