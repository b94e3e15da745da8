import { randomUUID } from 'node:crypto'
import { reader } from '#lib/database.ts'
import { addSampleComments, sampleBatch } from '#lib/samples/add-sample-comments.ts'
import type { SampleComment } from '#lib/samples/add-sample-comments.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut } from '../../cast.ts'

export type Waiting = { itemId: string; version: number; commentId: string }

/** Many texts that wait under one essay, in the order of the thread, each sent a millisecond after the one before. */
export async function leaveMany(
  postId: string, count: number, by: { authorId?: string; guestId?: string }, words: (place: number) => string = (place) => `Thought number ${place}.`,
): Promise<Waiting[]> {
  const first = Date.now() - count
  const texts = Array.from({ length: count }, (_, place) => heldText(by, words(place + 1), new Date(first + place)))
  for (let start = 0; start < count; start += sampleBatch) {
    await carryOut(addSampleComments, operator, { postId, comments: texts.slice(start, start + sampleBatch) })
  }
  return texts.map(({ id, itemId }) => ({ commentId: id, itemId, version: 1 }))
}

function heldText({ authorId, guestId }: { authorId?: string; guestId?: string }, source: string, at: Date): SampleComment {
  return {
    id: randomUUID(), revisionId: randomUUID(), itemId: randomUUID(), decisionId: randomUUID(), parentId: null,
    authorId: authorId ?? null, guestId: guestId ?? null, source, submittedAt: at.toISOString(), findings: [], verdict: null,
  }
}

/** What an undo must bring back: everything that readers or moderators see of these texts, and the thread's counts. */
export async function standingOf(postId: string, commentIds: string[]) {
  const where = { postId, id: { in: commentIds } }
  const select = { id: true, state: true, shown: true, approvedRevisionId: true, currentRevisionId: true, publishedAt: true } as const
  const [comments, items, thread] = await Promise.all([
    reader().comment.findMany({ where, select, orderBy: { path: 'asc' } }),
    reader().reviewItem.findMany({ where: { commentId: { in: commentIds } }, select: { id: true, state: true, decidedAt: true }, orderBy: { id: 'asc' } }),
    reader().thread.findUniqueOrThrow({ where: { postId }, select: { publishedCount: true, shownTopLevel: true } }),
  ])
  return { comments, items, thread }
}

/** How far a bulk came. */
export async function countsOf(bulkId: string): Promise<{ pending: number; done: number; skipped: number }> {
  const rows = await reader().bulkItem.groupBy({ by: ['state'], where: { bulkId }, _count: true })
  return { pending: 0, done: 0, skipped: 0, ...Object.fromEntries(rows.map(({ state, _count }) => [state, _count])) }
}

/** Why items of a bulk were left out, with how many of each. */
export async function leftOut(bulkId: string): Promise<Record<string, number>> {
  const rows = await reader().bulkItem.groupBy({ by: ['why'], where: { bulkId, state: 'skipped' }, _count: true })
  return Object.fromEntries(rows.map(({ why, _count }) => [why, _count]))
}
