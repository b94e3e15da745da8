import { z } from 'zod'
import type { Prisma } from '#database'
import { command } from '#lib/command.ts'
import { momentFromOutside } from '#lib/moment.ts'
import { gatheredKinds } from '#lib/notices/topics.ts'
import { done, refuse } from '#lib/refusal.ts'

const which = z.union(
  [
    z.strictObject({ noticeId: z.uuid() }),
    z.strictObject({ about: z.array(z.uuid()).min(1).max(400) }),
    z.strictObject({ until: momentFromOutside }),
    z.strictObject({ until: momentFromOutside, postId: z.uuid() }),
  ],
  { error: 'Please say what you have read.' },
)
type Which = z.output<typeof which>

/**
 * Somebody has read what they were told: one notice, all about certain comments or essays that they have before them, what was said in
 * one conversation, or all up to the newest that was on the page. What came since stays unread.
 * Open to suspended people too: nothing is written that anybody else sees.
 */
export const markNoticesRead = command({
  name: 'mark-notices-read',
  input: which,
  least: 'anonymous',
  load: async () => null,
  permit: (viewer) => (viewer.id ? null : refuse('signed-out', 'Please sign in first.')),
  async perform({ tx, viewer, input, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    const { count } = await tx.notice.updateMany({ where: { ...whichOf(input, now), personId, readAt: null, cancelledAt: null, AND: { dueAt: { lte: now } } }, data: { readAt: now } })
    return done({ count })
  },
})

function whichOf(input: Which, now: Date): Prisma.NoticeWhereInput {
  if ('noticeId' in input) return { id: input.noticeId }
  if ('about' in input) return { OR: [{ commentId: { in: input.about } }, { commentId: null, postId: { in: input.about } }] }
  const until = { dueAt: { lte: earlier(new Date(input.until), now) } }
  return 'postId' in input ? { ...until, postId: input.postId, kind: { in: [...gatheredKinds] } } : until
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}
