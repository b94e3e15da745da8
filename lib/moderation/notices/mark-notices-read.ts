import { z } from 'zod'
import { command } from '#lib/command.ts'
import { momentFromOutside } from '#lib/moment.ts'
import { kindsOf } from '#lib/notices/topics.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * Somebody has read what they were told: one notice, what was said in one conversation, or all up to the newest that was on the page. What came since stays unread.
 * Open to suspended people too: nothing is written that anybody else sees.
 */
export const markNoticesRead = command({
  name: 'mark-notices-read',
  input: z.union([z.strictObject({ noticeId: z.uuid() }), z.strictObject({ until: momentFromOutside }), z.strictObject({ until: momentFromOutside, postId: z.uuid() })], { error: 'Please say what you have read.' }),
  least: 'anonymous',
  load: async () => null,
  permit: (viewer) => (viewer.id ? null : refuse('signed-out', 'Please sign in first.')),
  async perform({ tx, viewer, input, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    const until = 'until' in input && { dueAt: { lte: earlier(new Date(input.until), now) } }
    const which = 'noticeId' in input ? { id: input.noticeId } : { ...until, ...('postId' in input && { postId: input.postId, kind: kindsOf('thread') }) }
    const { count } = await tx.notice.updateMany({ where: { ...which, personId, readAt: null, cancelledAt: null, AND: { dueAt: { lte: now } } }, data: { readAt: now } })
    return done({ count })
  },
})

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}
