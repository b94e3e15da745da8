import { z } from 'zod'
import { encodeCursor } from '#lib/cursor.ts'
import { readContext } from '#lib/moderation/read-context.ts'
import type { Neighbour } from '#lib/moderation/read-context.ts'
import { readLog } from '#lib/moderation/read-log.ts'
import type { LogEntry } from '#lib/moderation/read-log.ts'
import { readItem, readQueue } from '#lib/moderation/read-queue.ts'
import type { Queue, QueueItem } from '#lib/moderation/read-queue.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** All that the desk shows at once. */
export type DeskView = {
  queue: Queue
  /** Where the list begins: the `next` of the page before, or just before the item that was asked for; empty at the oldest. */
  after: string
  /** The item that was asked for, wherever it stands; null when none was, or there is no such item. */
  chosen: QueueItem | null
  /** The conversation around each item, by the id of its comment. */
  neighbours: Map<string, Neighbour[]>
  /** The last decisions, newest first. */
  recent: LogEntry[]
}

/** Decisions that are offered for undoing beside the queue. */
const recentShown = 5

/** One page of the queue with everything that stands around its items, in few and bounded queries. */
export async function readDesk(viewer: Viewer, { after, item }: { after: string; item: string }): Promise<Outcome<DeskView>> {
  const chosen = await findItem(viewer, item)
  const list = await readList(viewer, after, chosen)
  if (!list.ok) return list
  const recent = await readLog(viewer, { limit: recentShown })
  if (!recent.ok) return recent
  const shown = [...(chosen ? [chosen] : []), ...list.value.queue.items]
  return done({ ...list.value, chosen, neighbours: await readNeighbours(viewer, shown), recent: recent.value.entries })
}

async function findItem(viewer: Viewer, id: string): Promise<QueueItem | null> {
  if (!z.uuid().safeParse(id).success) return null
  const item = await readItem(viewer, id)
  return item.ok ? item.value : null
}

/** The page of the list that was asked for; one that begins at the item, when that waits further down. */
async function readList(viewer: Viewer, after: string, chosen: QueueItem | null): Promise<Outcome<Pick<DeskView, 'queue' | 'after'>>> {
  const queue = await readQueue(viewer, after ? { after } : {})
  if (!queue.ok) return queue
  const listed = chosen?.state !== 'waiting' || queue.value.items.some((item) => item.id === chosen.id)
  if (listed || !chosen) return done({ queue: queue.value, after })
  const start = encodeCursor({ at: chosen.submittedAt, id: chosen.id })
  const rest = await readQueue(viewer, { after: start })
  return rest.ok ? done({ queue: { ...rest.value, items: [chosen, ...rest.value.items] }, after: start }) : rest
}

async function readNeighbours(viewer: Viewer, items: QueueItem[]): Promise<Map<string, Neighbour[]>> {
  const ids = [...new Set(items.map((item) => item.subject.id))]
  const contexts = await Promise.all(ids.map((id) => readContext(viewer, id)))
  return new Map(ids.map((id, place) => [id, valueOf(contexts[place])]))
}

function valueOf(context: Outcome<Neighbour[]> | undefined): Neighbour[] {
  return context?.ok ? context.value : []
}
