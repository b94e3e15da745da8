import { z } from 'zod'
import { command } from '#lib/command.ts'
import { momentAnywhere } from '#lib/moment.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { draftSeen, revisionSeen } from '#lib/posts/publishing/draft-seen.ts'
import { dayGiven, giveDay, isSameDay, momentOfDay, notYet } from '#lib/posts/publishing/given-day.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { putBeforeReaders } from '#lib/posts/publishing/put-before-readers.ts'
import { settleSent } from '#lib/posts/publishing/settle-sent.ts'
import { refuseField } from '#lib/refusal.ts'

/** An author puts the draft of a post before the public, now or at a later moment; one that is public already, its newer text. */
export const publishPost = command({
  name: 'publish-post',
  input: z.strictObject({
    postId: z.uuid(),
    draftVersion: draftSeen,
    draftRevision: revisionSeen,
    /** Empty: now. A later moment schedules it; it appears then whether or not anything runs. */
    publishAt: z.union([momentAnywhere, z.literal('')]).default(''),
    /** Whether lists and feeds name it. Empty: as it was, and listed the first time. */
    listed: z.enum(['yes', 'no', '']).default(''),
    /** The day that it is to bear, an earlier one; empty for the one on which it is published. Only for what readers never saw. */
    day: dayGiven.default(''),
    /** Left out: as it is. */
    commentsMode: z.enum(['open', 'closed']).optional(),
  }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input: { publishAt, listed, day, commentsMode, draftVersion, draftRevision }, subject: post, now }) {
    const at = publishAt ? new Date(publishAt) : null
    const unlisted = listed === 'no' || (listed === '' && post.state === 'unlisted')
    const to = at !== null && at > now ? 'scheduled' : unlisted ? 'unlisted' : 'published'
    const given = day === '' ? null : momentOfDay(day, now)
    if (day !== '' && to === 'scheduled') return refuseField('day', 'What is to appear later bears the day on which it appears.')
    if (day !== '' && (post.publishedAt !== null || post.publishedRevisionId !== null)) return refuseField('day', 'It bears a date already. That is corrected under “Date”.')
    if (day !== '' && given === null) return refuseField('day', notYet)
    await settleSent(tx, post.id, now)
    const put = await putBeforeReaders(tx, post, { to, at, draftVersion, draftRevision, commentsMode }, now)
    if (put.ok && given && !isSameDay(given, now)) await giveDay(tx, { postId: post.id, was: now, given, byId: viewer.id, now })
    return put
  },
})
