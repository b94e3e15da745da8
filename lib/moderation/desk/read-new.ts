import { z } from 'zod'
import { readCases } from '#lib/moderation/cases/read-case.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'
import type { QueueFilter } from '#lib/moderation/desk/filter-parts.ts'
import { findWaiting } from '#lib/moderation/desk/find-waiting.ts'
import { lookUpFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readContexts } from '#lib/moderation/desk/read-contexts.ts'
import type { Neighbour } from '#lib/moderation/desk/read-contexts.ts'
import type { DeskMode } from '#lib/moderation/desk/read-desk.ts'
import { readItems } from '#lib/moderation/desk/read-items.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Items that came since a page of the desk was made, with what stands around them. `gone`: they do not wait, or are not what it shows. */
export type NewItems = { items: QueueItem[]; contexts: Map<string, Neighbour[]>; cases: Map<string, CaseFacts>; gone: string[] }

/** So many at once; more are asked for again. */
const most = 50

/** Of the items that a desk was told of, those that still wait and that its filter shows, oldest first. */
export async function readNew(viewer: Viewer, { ids, filter, mode }: { ids: string[]; filter: QueueFilter; mode: DeskMode }): Promise<Outcome<NewItems>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const asked = ids.filter((id) => z.uuid().safeParse(id).success).slice(0, most)
  const known = await lookUpFilter(filter)
  const found = 'message' in known || asked.length === 0 ? [] : await findWaiting({ ...known, among: asked }, null, most)
  const items = await readItems(viewer, found.map(({ id }) => id))
  const [contexts, cases] = await Promise.all([
    readContexts(viewer, mode === 'list' ? [] : items.map((item) => item.subject.id)),
    readCases(viewer, items.map(({ id }) => id)),
  ])
  if (!contexts.ok) return contexts
  if (!cases.ok) return cases
  return done({ items, contexts: contexts.value, cases: cases.value, gone: asked.filter((id) => !items.some((item) => item.id === id)) })
}
