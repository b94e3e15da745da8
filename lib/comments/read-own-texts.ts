import { Prisma } from '#database'
import type { CommentState } from '#database'
import { bytesOf, insideQuestion, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { OwnPlace, Placed } from '#lib/comments/read-thread.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { notWaiting } from '#lib/comments/read-waiting.ts'
import type { Waiting, WaitingItem } from '#lib/comments/read-waiting.ts'
import { isUntold, standingVerdict } from '#lib/comments/standing-verdict.ts'
import { toldState } from '#lib/comments/told-state.ts'
import { within } from '#lib/comments/thread-part.ts'
import type { Bounds } from '#lib/comments/thread-part.ts'

type OwnRow = Reason & {
  id: string; parent_id: string | null; depth: number; path: string; state: CommentState; submitted_at: string
  name: string; by_author: boolean; html: string; source: string; item_id: string | null; untold: boolean | null; unpublished: boolean
}

/** Texts of somebody of which some wait, and what they are when it is known how these wait: see `readWaits`. */
export type Own<Texts> = { waiting: WaitingItem[]; told: (waits: Map<string, Waiting>) => Texts }

/** The viewer's own texts that nobody else sees, as their writer is told of them. Withdrawn ones are gone for their writer too. */
export function ownTexts(postId: string, viewerId: string, bounds: Bounds): Question<Own<Placed[]>> {
  return insideQuestion(Prisma.sql`
    SELECT c.id, c.parent_id, c.depth, c.path, c.state, c.submitted_at, p.name, r.html, r.source,
      EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author,
      i.id AS item_id, v.reason_code, v.reason_note, v.passage, v.untold,
      EXISTS (SELECT FROM (SELECT d.action, d.from_state FROM decision d WHERE d.review_item_id = i.id ORDER BY d.seq DESC LIMIT 1) newest
        WHERE newest.action = 'undo' AND newest.from_state = 'published') AS unpublished
    FROM comment c
    JOIN person p ON p.id = c.author_id
    JOIN comment_revision r ON r.id = c.current_revision_id
    LEFT JOIN review_item i ON i.comment_id = c.id AND i.kind = 'comment'
    LEFT JOIN ${standingVerdict} v ON true
    WHERE c.post_id = ${postId}::uuid AND c.author_id = ${viewerId}::uuid
      AND c.state IN ('held', 'returned', 'rejected', 'hidden') ${within(bounds)}
    ORDER BY c.path LIMIT 100`, asTold)
}

function asTold(rows: OwnRow[]): Own<Placed[]> {
  const told = rows.map((row) => ({ row, told: toldState(row.state, row.untold === true) }))
  const waiting = told.flatMap(({ row, told: { state, settling } }) => (state === 'held' && row.item_id ? [{ itemId: row.item_id, settling }] : []))
  return { waiting, told: (waits) => told.map((each) => shapeOwn(each, waits)) }
}

function shapeOwn({ row, told: { state, settling } }: { row: OwnRow; told: ReturnType<typeof toldState> }, waits: Map<string, Waiting>): Placed {
  return {
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: null,
    kind: 'own',
    state,
    // Nobody needs a link to themselves, and who waits for a first approval has no page yet.
    author: { name: row.name, handle: null },
    byAuthor: row.by_author,
    html: row.html,
    submittedAt: momentOf(row.submitted_at),
    edited: false,
    replyingTo: null,
    path: bytesOf(row.path),
    own: { ...standingOf(row, state === 'held' ? (waits.get(row.item_id ?? '') ?? notWaiting) : null, settling), source: row.source, unpublished: state === 'held' && row.unpublished },
  }
}

type Reason = { reason_code: string | null; reason_note: string | null; passage: string | null }

/** While it waits, or why it was taken down is not told yet, there is no reason to give. */
function standingOf(row: Reason, waits: Waiting | null, settling: boolean): Omit<OwnPlace, 'source' | 'unpublished'> {
  const reasoned = waits === null && !settling
  return {
    ...(waits ?? notWaiting),
    settling,
    reason: reasoned ? reasonSentence(row.reason_code ?? '', row.reason_note ?? '') : '',
    passage: reasoned ? (row.passage ?? '') : '',
  }
}

/** An own text that readers see, as its writer may change it. */
export type OwnPublished = {
  /** Readers see replies to it, so that a place would be left of it. */
  hasReplies: boolean
  /** The newest text, as typed: the one that waits, or the approved one. */
  source: string
  /** What readers see, as typed. Sending it takes an edit back. */
  approvedSource: string
  /** The new text that readers do not see yet; null when there is none. */
  edit: (OwnPlace & { state: 'held' | 'returned'; html: string }) | null
}

type PublishedRow = Reason & {
  id: string; approved_source: string; has_replies: boolean; item_id: string | null; source: string | null; html: string | null; waits: boolean | null; untold: boolean | null
}

/**
 * The edit of a published comment `c` that its writer is still at, as `edit`: it waits, or it was returned, or it was decided in a
 * way that the writer is not told yet. To be joined.
 */
export const openEdit = Prisma.sql`LATERAL (
  SELECT i.id AS item_id, i.comment_revision_id AS revision_id, i.state = 'waiting' AS waits, v.action, v.reason_code, v.reason_note, v.passage,
    coalesce(v.untold, false) AS untold
  FROM review_item i
  LEFT JOIN LATERAL (
    SELECT d.action, d.reason_code, d.reason_note, d.passage, ${isUntold(Prisma.sql`d.id`, Prisma.sql`c.author_id`)} AS untold FROM decision d
    WHERE d.review_item_id = i.id AND i.state = 'decided' AND d.undoes_id IS NULL AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
    ORDER BY d.seq DESC LIMIT 1) v ON true
  WHERE i.comment_id = c.id AND i.kind = 'comment_edit' AND c.state = 'published'
    AND ((c.current_revision_id <> c.approved_revision_id AND i.comment_revision_id = c.current_revision_id AND (i.state = 'waiting' OR v.action = 'return'))
      OR (v.action = 'reject' AND v.untold))
  ORDER BY i.created_at DESC LIMIT 1)`

/** The viewer's own among some comments that readers see, by id, each with the edit of it that waits or came back. */
export function ownPublished(shownIds: string[], viewerId: string): Question<Own<Map<string, OwnPublished>>> {
  return insideQuestion(Prisma.sql`
    SELECT c.id, approved.source AS approved_source, EXISTS (SELECT FROM comment reply WHERE reply.parent_id = c.id AND reply.shown) AS has_replies, edit.item_id, r.source, r.html, edit.waits, edit.untold, edit.reason_code, edit.reason_note, edit.passage
    FROM comment c
    JOIN comment_revision approved ON approved.id = c.approved_revision_id
    LEFT JOIN ${openEdit} edit ON true
    LEFT JOIN comment_revision r ON r.id = edit.revision_id
    -- Written so that no index of everything that somebody ever wrote is asked.
    WHERE c.id = ANY (${shownIds}::uuid[]) AND c.author_id IS NOT DISTINCT FROM ${viewerId}::uuid AND c.state = 'published'`,
  (rows: PublishedRow[]) => ({
    waiting: rows.flatMap((row) => (row.item_id && (row.waits || row.untold) ? [{ itemId: row.item_id, settling: row.untold === true }] : [])),
    told: (waits) => new Map(rows.map((row) => [row.id, shapePublished(row, waits.get(row.item_id ?? '') ?? null)])),
  }))
}

function shapePublished(row: PublishedRow, waits: Waiting | null): OwnPublished {
  const { approved_source: approvedSource, has_replies: hasReplies, source, html } = row
  if (source === null || html === null) return { hasReplies, source: approvedSource, approvedSource, edit: null }
  return { hasReplies, source, approvedSource, edit: { ...standingOf(row, waits, false), state: waits ? 'held' : 'returned', html, source, unpublished: false } }
}
