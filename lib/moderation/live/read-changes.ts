import { Prisma } from '#database'
import type { CommentState, ReviewKind, ReviewState } from '#database'
import { reader } from '#lib/database.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { countWaiting } from '#lib/moderation/desk/read-queue.ts'
import { readPresence } from '#lib/moderation/live/read-presence.ts'
import type { HeldCard } from '#lib/moderation/live/read-presence.ts'
import { stateOfItem, textIdOfItem } from '#lib/moderation/matters/said-of-item.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** How something in the queue stands now. Newer versions are truer, so the same may be told twice. */
export type ItemChange = {
  id: string
  version: number
  kind: ReviewKind
  state: ReviewState
  /** State of the comment, or of the name, it is about. */
  commentState: CommentState | null
  /** The text, or the name, that waits or was decided on. */
  revision: string | null
  /** Since when it waits, or has waited. */
  submittedAt: Date
  /** The newest decision about it, an undo included. `byId` is null where the site decided by itself. */
  decision: { id: string; action: string; at: Date; byId: string | null; by: string } | null
}

/** What a desk that is open needs to know. */
export type DeskChanges = {
  /** The database's time just before it was read: what changed until then is in here, or was told before. */
  at: Date
  items: ItemChange[]
  /** Every card that somebody reads. */
  held: HeldCard[]
  /** When the first of them is free if its tab says nothing more. */
  freeAt: Date | null
  waiting: number
  /** More has changed than can be told one by one. */
  more: boolean
}

/**
 * Changes since a moment are looked for this much before it, in seconds: a change has the time at which it was written, and
 * shows when its transaction ends, which may take ten seconds (lib/command.ts).
 */
const overlap = 15

/** More than these at once are not told one by one. */
const changesTold = 500

/** What changed in the queue: the named items, or all that changed since a moment; who reads which card; how many wait. */
export async function readChanges(viewer: Viewer, of: { ids: string[] } | { since: Date }): Promise<Outcome<DeskChanges>> {
  const presence = await readPresence(viewer)
  if (!presence.ok) return presence
  const changed = 'ids' in of ? of.ids : await readChangedSince(of.since)
  const more = changed.length > changesTold
  return done({ ...presence.value, items: more ? [] : await readItems(changed), waiting: await countWaiting(), more })
}

async function readChangedSince(since: Date): Promise<string[]> {
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT id FROM review_item WHERE changed_at >= ${since}::timestamptz - make_interval(secs => ${overlap}) ORDER BY changed_at LIMIT ${changesTold + 1}`
  return rows.map(({ id }) => id)
}

type Row = Omit<ItemChange, 'decision'> & { decisionId: string | null; action: string; decidedAt: Date; byId: string | null; by: string | null }

async function readItems(ids: string[]): Promise<ItemChange[]> {
  if (ids.length === 0) return []
  const rows = await reader().$queryRaw<Row[]>`
    SELECT i.id, i.version, i.kind::text AS kind, i.state::text AS state, ${stateOfItem}::text AS "commentState",
      ${textIdOfItem} AS revision, i.submitted_at AS "submittedAt",
      d.id AS "decisionId", d.action, d.at AS "decidedAt", d.by_id AS "byId", p.name AS by
    FROM review_item i
    LEFT JOIN LATERAL (SELECT * FROM decision WHERE review_item_id = i.id ORDER BY seq DESC LIMIT 1) d ON true
    LEFT JOIN person p ON p.id = d.by_id
    WHERE i.id IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})
    ORDER BY i.submitted_at, i.id`
  return rows.map(shapeChange)
}

function shapeChange({ decisionId, action, decidedAt, byId, by, ...item }: Row): ItemChange {
  return { ...item, decision: decisionId === null ? null : { id: decisionId, action, at: decidedAt, byId, by: by ?? theSite } }
}
