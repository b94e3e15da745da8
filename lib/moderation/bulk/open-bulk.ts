import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { belongsTo, knowsVerdict, sayGroup, sayTexts } from '#lib/moderation/bulk/waiting-group.ts'
import type { WaitingGroup } from '#lib/moderation/bulk/waiting-group.ts'
import type { Verdict } from '#lib/moderation/kinds/kind.ts'

/** As many as one bulk takes. A list of them is written at once; they are decided in one to three minutes. */
export const mostInBulk = 5_000

/** What one bulk is about: texts picked one by one, as they were seen, or all of a group as it stood at a moment. */
export type BulkChoice = { items: { itemId: string; version: number }[] } | { group: WaitingGroup; upTo: Date }

type Asked = {
  byId: string
  action: Verdict
  reasonCode: string
  reasonNote: string
  of: BulkChoice
  /** The measure that it is a part of: somebody was sent away, with all that waits from them. */
  measureId?: string
}

export type OpenedBulk = { bulkId: string; count: number }

/**
 * Writes down many decisions to be made, for commands of moderators that decide as part of more. They are made after this
 * transaction, one by one, by whichever server process is free, in the name of `byId`.
 * A group leaves out what came or changed after `upTo`, and kinds that do not know the verdict; texts that were picked are kept
 * whatever became of them, so that each can be answered for.
 * @returns null when there is nothing to decide
 */
export async function openBulk(tx: Transaction, asked: Asked, now: Date): Promise<OpenedBulk | null> {
  const rows = await gather(tx, asked, mostInBulk)
  return rows.length === 0 ? null : writeBulk(tx, asked, rows, now)
}

/**
 * The same for all of a group, in as many bulks as it takes. It is read in one statement: between two, something could be decided
 * and another thing take its place, and be in neither.
 * @param most as many as one of them takes
 */
export async function openBulks(tx: Transaction, asked: Asked, most: number, now: Date): Promise<OpenedBulk[]> {
  const rows = await gather(tx, asked, null)
  const opened = []
  for (let start = 0; start < rows.length; start += most) opened.push(await writeBulk(tx, asked, rows.slice(start, start + most), now))
  return opened
}

function gather(tx: Transaction, { of, action }: Asked, most: number | null): Promise<BulkRow[]> {
  return 'group' in of ? gatherGroup(tx, of, action, most) : gatherItems(tx, of.items)
}

async function writeBulk(tx: Transaction, { of, ...asked }: Asked, rows: BulkRow[], now: Date): Promise<OpenedBulk> {
  const title = 'group' in of ? await sayGroup(tx, of.group, rows.length) : sayTexts(rows.length)
  const { id } = await tx.bulk.create({ data: { ...asked, title, at: now }, select: { id: true } })
  await writeItems(tx, id, rows)
  return { bulkId: id, count: rows.length }
}

/** An item to decide; null when an id names none. */
export type BulkRow = { itemId: string | null; version: number }

/** In reading order within each post, so that a thread grows as it is read. */
const readingOrder = Prisma.sql`i.post_id, c.path, i.submitted_at, i.id`

/** The oldest of a group, or all of it. */
function gatherGroup(tx: Transaction, { group, upTo }: { group: WaitingGroup; upTo: Date }, action: Verdict, most: number | null): Promise<BulkRow[]> {
  return tx.$queryRaw<BulkRow[]>`
    SELECT i.id AS "itemId", i.version FROM (
      SELECT * FROM review_item i
      WHERE i.state = 'waiting' AND ${belongsTo(group)} AND ${knowsVerdict(action)} AND i.changed_at <= ${upTo}::timestamptz
      ORDER BY i.submitted_at, i.id LIMIT ${most}::bigint
    ) i LEFT JOIN comment c ON c.id = i.comment_id
    ORDER BY ${readingOrder}`
}

function gatherItems(tx: Transaction, items: { itemId: string; version: number }[]): Promise<BulkRow[]> {
  return tx.$queryRaw<BulkRow[]>`
    SELECT i.id AS "itemId", chosen.version
    FROM unnest(${items.map(({ itemId }) => itemId)}::uuid[], ${items.map(({ version }) => version)}::integer[]) AS chosen (id, version)
    LEFT JOIN review_item i ON i.id = chosen.id
    LEFT JOIN comment c ON c.id = i.comment_id
    ORDER BY ${readingOrder}`
}

/** The items of a bulk, in the order in which they will be decided. */
export async function writeItems(tx: Transaction, bulkId: string, rows: BulkRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bulk_item (bulk_id, position, review_item_id, version, state, why)
    SELECT ${bulkId}::uuid, place, id, version,
      CASE WHEN id IS NULL THEN 'skipped' ELSE 'pending' END::bulk_item_state,
      CASE WHEN id IS NULL THEN 'There is no such item in the queue.' ELSE '' END
    FROM unnest(${rows.map(({ itemId }) => itemId)}::uuid[], ${rows.map(({ version }) => version)}::integer[])
      WITH ORDINALITY AS row (id, version, place)`
}
