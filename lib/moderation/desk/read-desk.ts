import { z } from 'zod'
import { encodeCursor } from '#lib/cursor.ts'
import { readCases } from '#lib/moderation/cases/read-case.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'
import type { QueueFilter } from '#lib/moderation/desk/filter-parts.ts'
import { isFiltered } from '#lib/moderation/desk/queue-filter.ts'
import { readContexts } from '#lib/moderation/desk/read-contexts.ts'
import type { Neighbour } from '#lib/moderation/desk/read-contexts.ts'
import { readHoldReasons } from '#lib/moderation/desk/read-hold-reasons.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import { readItem, readQueue } from '#lib/moderation/desk/read-queue.ts'
import type { Queue } from '#lib/moderation/desk/read-queue.ts'
import { readLately } from '#lib/moderation/log/read-log.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** `one`: card after card, with all that stands around each. `list`: many texts under each other, each with its verdicts. */
export type DeskMode = 'one' | 'list'

/** Which part of the desk is asked for. `item` is the card to show, empty for the first. */
export type DeskPlace = { filter: QueueFilter; after: string; item: string; mode: DeskMode }

/** All that the desk shows at once. */
export type DeskView = {
  queue: Queue
  /** Where the list begins: the `next` of the page before, or just before the item that was asked for; empty at the oldest. */
  after: string
  /** The item that was asked for, wherever it stands; null when none was, or there is no such item. */
  chosen: QueueItem | null
  /** The conversation around each item, by the id of its comment. Lists have none. */
  contexts: Map<string, Neighbour[]>
  /** What belongs to an item beside its text, by the id of the item. */
  cases: Map<string, CaseFacts>
  /** Names of the rules that texts can be held by, those of the house first. */
  rules: string[]
  /** The last decisions, newest first. */
  recent: LogEntry[]
}

/** Decisions that are offered for undoing beside the queue: the last of all, and the last of this person, whatever others did since. */
const recentShown = { all: 6, own: 3 }

/** One page of the queue with everything that stands around its items, in few and bounded queries. */
export async function readDesk(viewer: Viewer, place: DeskPlace): Promise<Outcome<DeskView>> {
  const chosen = await findItem(viewer, place.item)
  const [list, recent] = await Promise.all([readList(viewer, place, chosen), readLately(viewer, recentShown)])
  if (!list.ok) return list
  if (!recent.ok) return recent
  const shown = [...(chosen ? [chosen] : []), ...list.value.queue.items]
  const [contexts, cases, rules] = await Promise.all([
    readContexts(viewer, place.mode === 'list' ? [] : shown.map((item) => item.subject.id)),
    readCases(viewer, shown.map(({ id }) => id)),
    readHoldReasons(),
  ])
  if (!contexts.ok) return contexts
  if (!cases.ok) return cases
  return done({ ...list.value, chosen, contexts: contexts.value, cases: cases.value, rules, recent: recent.value })
}

async function findItem(viewer: Viewer, id: string): Promise<QueueItem | null> {
  if (!z.uuid().safeParse(id).success) return null
  const item = await readItem(viewer, id)
  return item.ok ? item.value : null
}

/** The page of the list that was asked for; one that begins at the item, when that waits further down and nothing is left out. */
async function readList(viewer: Viewer, { filter, after }: DeskPlace, chosen: QueueItem | null): Promise<Outcome<Pick<DeskView, 'queue' | 'after'>>> {
  const queue = await readQueue(viewer, { ...filter, after })
  if (!queue.ok) return queue
  const listed = chosen?.state !== 'waiting' || queue.value.items.some((item) => item.id === chosen.id)
  if (listed || !chosen || isFiltered(filter)) return done({ queue: queue.value, after })
  const start = encodeCursor({ at: chosen.submittedAt, id: chosen.id })
  const rest = await readQueue(viewer, { after: start })
  return rest.ok ? done({ queue: { ...rest.value, items: [chosen, ...rest.value.items] }, after: start }) : rest
}
