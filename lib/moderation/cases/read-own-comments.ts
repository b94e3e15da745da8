import { Prisma } from '#database'
import type { CommentState } from '#database'
import { openEdit } from '#lib/comments/read-own-texts.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { notWaiting, readWaits } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import { toldState } from '#lib/comments/told-state.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import type { Cursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { unknownTitle } from '#lib/posts/known-text.ts'
import type { KnownEssay } from '#lib/posts/known-text.ts'
import { shorten } from '#lib/posts/shorten.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** How the own texts are put together, as their writer is told of them: with the writer, waiting, refused or taken down, public. */
export const ownGroups = ['returned', 'waiting', 'refused', 'published'] as const
export type OwnGroup = (typeof ownGroups)[number]

/** One own text in a list. */
export type OwnEntry = Waiting & {
  id: string
  state: CommentState
  /** It was taken down just now, which may still be taken back; why is told in a minute. */
  settling: boolean
  post: KnownEssay
  isReply: boolean
  excerpt: string
  submittedAt: Date
  /** What was said about it last; empty when nothing was. */
  reason: string
  /** A new text of it waits, or came back, while readers see the approved one. */
  edit: 'held' | 'returned' | null
  caseId: string | null
}

export type OwnList = { entries: OwnEntry[]; next: string | null }

/**
 * One group of the viewer's own texts, newest first; what was taken back is gone.
 * @param options.after the `next` of the page before
 * @param options.among only those of these comments that are in it
 * @returns null when there is no such page
 */
export async function readOwnComments(viewer: SignedIn, group: OwnGroup, { after = '', limit = 20, among = [] }: { after?: string; limit?: number; among?: string[] } = {}): Promise<OwnList | null> {
  const cursor = after ? decodeCursor(after) : null
  if (after && !cursor) return null
  const rows = await readRows(viewer.id, group, { cursor, among, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    entries: await shapeEntries(viewer.id, page),
    next: rows.length > limit && last ? encodeCursor({ at: last.submittedAt, id: last.id }) : null,
  }
}

/** How many of the viewer's own texts are in each group. A published one whose edit waits, or came back, is in two. */
export async function countOwnComments(viewer: SignedIn): Promise<Record<OwnGroup, number>> {
  const [counted] = await reader().$queryRaw<Record<OwnGroup, number>[]>`
    WITH ${untold(viewer.id)}
    SELECT ${Prisma.join(ownGroups.map((group) => Prisma.sql`(count(*) FILTER (WHERE ${conditions[group]}))::int AS ${Prisma.raw(group)}`))}
    FROM comment c WHERE c.author_id = ${viewer.id}::uuid AND c.state <> 'withdrawn'`
  return counted ?? { returned: 0, waiting: 0, refused: 0, published: 0 }
}

/** What was decided about texts of the viewer and is not told yet; `moved` when it led to the state of the text. */
function untold(viewerId: string): Prisma.Sql {
  return Prisma.sql`untold AS MATERIALIZED (
    SELECT n.comment_id, d.from_state IS DISTINCT FROM d.to_state AS moved FROM notice n JOIN decision d ON d.id = n.decision_id
    WHERE n.person_id = ${viewerId}::uuid AND n.kind IN ('verdict', 'appeal') AND n.due_at > now() AND n.cancelled_at IS NULL)`
}

/** Refused or returned, and not told: it waits, for its writer. */
const settles = Prisma.sql`(c.state IN ('returned', 'rejected') AND c.id IN (SELECT comment_id FROM untold WHERE moved))`

/** Readers see it, and an edit of it waits, or came back. Of most texts the first comparison says that there is none. */
const edited = (waits: boolean) => Prisma.sql`
  (c.state = 'published' AND (c.current_revision_id <> c.approved_revision_id OR c.id IN (SELECT comment_id FROM untold))
    AND EXISTS (SELECT FROM ${openEdit} edit WHERE (edit.waits OR edit.untold) = ${waits}))`

const conditions: Record<OwnGroup, Prisma.Sql> = {
  returned: Prisma.sql`((c.state = 'returned' AND NOT ${settles}) OR ${edited(false)})`,
  waiting: Prisma.sql`(c.state = 'held' OR ${settles} OR ${edited(true)})`,
  refused: Prisma.sql`(c.state IN ('rejected', 'hidden') AND NOT ${settles})`,
  published: Prisma.sql`c.state = 'published'`,
}

type Row = {
  id: string; state: CommentState; isReply: boolean; submittedAt: Date; text: string; slug: string | null; title: string | null; itemId: string | null
  reasonCode: string | null; reasonNote: string | null; untold: boolean | null; editItemId: string | null; editWaits: boolean | null; editUntold: boolean | null
  editReasonCode: string | null; editReasonNote: string | null; caseId: string | null
}

/** The page is found first, and only of what is on it the rest is read. */
function readRows(viewerId: string, group: OwnGroup, { cursor, among, limit }: { cursor: Cursor | null; among: string[]; limit: number }): Promise<Row[]> {
  return reader().$queryRaw<Row[]>`
    WITH ${untold(viewerId)}, c AS MATERIALIZED (
      SELECT c.* FROM comment c
      WHERE c.author_id = ${viewerId}::uuid AND ${conditions[group]}
        ${among.length > 0 ? Prisma.sql`AND c.id = ANY (${among}::uuid[])` : Prisma.empty}
        ${cursor ? Prisma.sql`AND (c.submitted_at, c.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : Prisma.empty}
      ORDER BY c.submitted_at DESC, c.id DESC LIMIT ${limit})
    SELECT c.id, c.state, c.parent_id IS NOT NULL AS "isReply", c.submitted_at AS "submittedAt", left(r.text, 400) AS text, CASE WHEN known.until_at IS NULL THEN p.slug END AS slug, pr.title,
      i.id AS "itemId", v.reason_code AS "reasonCode", v.reason_note AS "reasonNote", v.untold,
      edit.item_id AS "editItemId", edit.waits AS "editWaits", edit.untold AS "editUntold", edit.reason_code AS "editReasonCode", edit.reason_note AS "editReasonNote",
      appeal.id AS "caseId"
    FROM c
    JOIN post p ON p.id = c.post_id
    LEFT JOIN LATERAL (SELECT n.revision_id, n.until_at FROM publication n WHERE n.post_id = p.id AND n.from_at <= now() ORDER BY n.from_at DESC LIMIT 1) known ON true
    LEFT JOIN post_revision pr ON pr.id = known.revision_id
    LEFT JOIN ${standingVerdict} v ON true
    LEFT JOIN ${openEdit} edit ON true
    JOIN comment_revision r ON r.id = coalesce(edit.revision_id, c.current_revision_id)
    LEFT JOIN review_item i ON i.comment_id = c.id AND i.kind = 'comment'
    LEFT JOIN review_item appeal ON appeal.decision_id = v.id AND appeal.kind = 'appeal'
    ORDER BY c.submitted_at DESC, c.id DESC`
}

async function shapeEntries(viewerId: string, rows: Row[]): Promise<OwnEntry[]> {
  const told = rows.map((row) => ({ row, ...toldState(row.state, row.untold === true), waitsIn: waitingItem(row) }))
  const waits = await readWaits(reader(), viewerId, told.flatMap(({ waitsIn }) => waitsIn ?? []))
  return told.map(({ row, state, settling, waitsIn }) => ({
    ...((waitsIn && waits.get(waitsIn.itemId)) ?? notWaiting),
    id: row.id,
    state,
    settling,
    post: { slug: row.slug, title: row.title ?? unknownTitle },
    isReply: row.isReply,
    excerpt: shorten(row.text, 160),
    submittedAt: row.submittedAt,
    reason: waitsIn || settling ? '' : reasonOf(row),
    edit: row.editItemId ? (waitsIn ? 'held' : 'returned') : null,
    caseId: settling ? null : row.caseId,
  }))
}

/** Of a returned edit, or of what is not public; nobody needs a reason for what is. */
function reasonOf(row: Row): string {
  if (row.editItemId) return reasonSentence(row.editReasonCode ?? '', row.editReasonNote ?? '')
  return row.state === 'published' ? '' : reasonSentence(row.reasonCode ?? '', row.reasonNote ?? '')
}

/** What of it waits, as its writer is told. */
function waitingItem(row: Row): { itemId: string; settling: boolean } | null {
  const { state, settling } = toldState(row.state, row.untold === true)
  if (state === 'held') return row.itemId ? { itemId: row.itemId, settling } : null
  return row.editItemId && (row.editWaits || row.editUntold) ? { itemId: row.editItemId, settling: row.editUntold === true } : null
}
