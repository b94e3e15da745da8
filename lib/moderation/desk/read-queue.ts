import { Prisma } from '#database'
import { ask, insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { readMedianWait } from '#lib/comments/read-waiting.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { fixed } from '#lib/kept-plans.ts'
import type { FilterPart } from '#lib/moderation/desk/filter-parts.ts'
import { findWaiting } from '#lib/moderation/desk/find-waiting.ts'
import { lookUpFilter, queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import type { KnownFilter, UnknownFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readItems } from '#lib/moderation/desk/read-items.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export type Queue = {
  items: QueueItem[]
  next: string | null
  /** All that waits, whatever the filter shows of it. */
  waiting: number
  medianWaitSeconds: number | null
  /** What the filter names, or which part of it names nothing. */
  filtered: KnownFilter | UnknownFilter
}

export type QueueOptions = Partial<Record<FilterPart, string | undefined>> & { after?: string | undefined; limit?: number | undefined }

/** Items of one page of the queue. */
const itemsPerPage = 25

/** The numbers on top of the desk stop here: beyond it they say "more than". */
export const waitingCounted = 1_000

/** What waits, oldest first; nothing is ever left out. `after` is the `next` of the page before. */
export async function readQueue(viewer: Viewer, options: QueueOptions = {}): Promise<Outcome<Queue>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const after = options.after ? decodeCursor(options.after) : null
  if (options.after && !after) return refuse('invalid', 'This page of the queue does not exist.')
  const limit = Math.min(Math.max(options.limit ?? itemsPerPage, 1), 100)
  const [filtered, waiting, medianWaitSeconds] = await Promise.all([lookUpFilter(queueFilter(options)), countWaiting(), readMedianWait(reader())])
  const found = 'message' in filtered ? [] : await findWaiting(filtered, after, limit + 1)
  const page = found.slice(0, limit)
  const items = await readItems(viewer, page.map(({ id }) => id))
  const last = page.at(-1)
  return done({ items, next: found.length > limit && last ? encodeCursor(last) : null, waiting, medianWaitSeconds, filtered })
}

/** One item, waiting or decided. */
export async function readItem(viewer: Viewer, id: string): Promise<Outcome<QueueItem>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const [item] = await readItems(viewer, [id])
  return item ? done(item) : refuse('not-found', 'There is no such item in the queue.')
}

/** How many items wait, counted no further than {@link waitingCounted}. */
export async function countWaiting(): Promise<number> {
  return ask(waitingItems)
}

/** The same, to be asked together with others. */
export const waitingItems: Question<number> = insideQuestion(
  Prisma.sql`SELECT count(*)::int AS waiting FROM (SELECT FROM review_item WHERE state = 'waiting' LIMIT ${fixed(waitingCounted)}) counted`,
  ([counted]: { waiting: number }[]) => counted?.waiting ?? 0,
)
