import { z } from 'zod'
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
  const queue = await readQueue(viewer, after ? { after } : {})
  if (!queue.ok) return queue
  const recent = await readLog(viewer, { limit: recentShown })
  if (!recent.ok) return recent
  const chosen = await findItem(viewer, queue.value, item)
  const shown = [...(chosen ? [chosen] : []), ...queue.value.items]
  return done({ queue: queue.value, chosen, neighbours: await readNeighbours(viewer, shown), recent: recent.value.entries })
}

async function findItem(viewer: Viewer, queue: Queue, id: string): Promise<QueueItem | null> {
  const listed = queue.items.find((item) => item.id === id)
  if (listed || !z.uuid().safeParse(id).success) return listed ?? null
  const item = await readItem(viewer, id)
  return item.ok ? item.value : null
}

async function readNeighbours(viewer: Viewer, items: QueueItem[]): Promise<Map<string, Neighbour[]>> {
  const ids = [...new Set(items.map((item) => item.subject.id))]
  const contexts = await Promise.all(ids.map((id) => readContext(viewer, id)))
  return new Map(ids.map((id, place) => [id, valueOf(contexts[place])]))
}

function valueOf(context: Outcome<Neighbour[]> | undefined): Neighbour[] {
  return context?.ok ? context.value : []
}
