import type { CommentState } from '#database'
import type { OwnPlace, Placed } from '#lib/comments/read-thread.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readMedianWait, readPosition } from '#lib/comments/read-waiting.ts'
import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import { within } from '#lib/comments/thread-part.ts'
import type { Bounds } from '#lib/comments/thread-part.ts'
import { reader } from '#lib/database.ts'

type OwnRow = {
  id: string; parent_id: string | null; depth: number; path: Uint8Array; state: CommentState; submitted_at: Date
  name: string; by_author: boolean; html: string; source: string; item_id: string | null
  reason_code: string | null; reason_note: string | null; passage: string | null
}

/** The viewer's own texts that nobody else sees. Withdrawn ones are gone for their writer too. */
export async function readOwnTexts(postId: string, viewerId: string, bounds: Bounds): Promise<Placed[]> {
  const rows = await reader().$queryRaw<OwnRow[]>`
    SELECT c.id, c.parent_id, c.depth, c.path, c.state, c.submitted_at, p.name, r.html, r.source,
      EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author,
      i.id AS item_id, v.reason_code, v.reason_note, v.passage
    FROM comment c
    JOIN person p ON p.id = c.author_id
    JOIN comment_revision r ON r.id = c.current_revision_id
    LEFT JOIN review_item i ON i.comment_id = c.id AND i.kind = 'comment'
    LEFT JOIN ${standingVerdict} v ON true
    WHERE c.post_id = ${postId}::uuid AND c.author_id = ${viewerId}::uuid
      AND c.state IN ('held', 'returned', 'rejected', 'hidden') ${within(bounds)}
    ORDER BY c.path LIMIT 100`
  const medianWaitSeconds = rows.some((row) => row.state === 'held') ? await readMedianWait(reader()) : null
  return Promise.all(rows.map((row) => placeOwn(row, medianWaitSeconds)))
}

async function placeOwn(row: OwnRow, medianWaitSeconds: number | null): Promise<Placed> {
  return {
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: null,
    kind: 'own',
    state: row.state,
    // Nobody needs a link to themselves, and who waits for a first approval has no page yet.
    author: { name: row.name, handle: null },
    byAuthor: row.by_author,
    html: row.html,
    submittedAt: row.submitted_at,
    edited: false,
    replyingTo: null,
    path: row.path,
    own: await standingOf(row, row.state === 'held', medianWaitSeconds),
  }
}

type Standing = Pick<OwnRow, 'source' | 'item_id' | 'reason_code' | 'reason_note' | 'passage'>

async function standingOf(row: Standing, waits: boolean, medianWaitSeconds: number | null): Promise<OwnPlace> {
  return {
    source: row.source,
    position: waits && row.item_id ? await readPosition(reader(), row.item_id) : null,
    medianWaitSeconds: waits ? medianWaitSeconds : null,
    reason: waits ? '' : reasonSentence(row.reason_code ?? '', row.reason_note ?? ''),
    passage: waits ? '' : (row.passage ?? ''),
  }
}

/** An own text that readers see, as its writer may change it. */
export type OwnPublished = {
  /** The newest text, as typed: the one that waits, or the approved one. */
  source: string
  /** What readers see, as typed. Sending it takes an edit back. */
  approvedSource: string
  /** The new text that readers do not see yet; null when there is none. */
  edit: (OwnPlace & { state: 'held' | 'returned'; html: string }) | null
}

type PublishedRow = Standing & { id: string; approvedSource: string; edited: boolean; html: string; waits: boolean; returned: boolean }

/** The viewer's own comments that readers see, by id, each with the edit of it that waits or came back. */
export async function readOwnPublished(postId: string, viewerId: string, bounds: Bounds): Promise<Map<string, OwnPublished>> {
  const rows = await reader().$queryRaw<PublishedRow[]>`
    SELECT c.id, c.current_revision_id IS DISTINCT FROM c.approved_revision_id AS edited, r.source, r.html, approved.source AS "approvedSource", i.id AS item_id,
      coalesce(i.state = 'waiting', false) AS waits, coalesce(v.action = 'return', false) AS returned, v.reason_code, v.reason_note, v.passage
    FROM comment c
    JOIN comment_revision r ON r.id = c.current_revision_id
    JOIN comment_revision approved ON approved.id = c.approved_revision_id
    LEFT JOIN LATERAL (
      SELECT id, state FROM review_item
      WHERE comment_id = c.id AND kind = 'comment_edit' AND comment_revision_id = c.current_revision_id ORDER BY created_at DESC LIMIT 1) i ON true
    LEFT JOIN LATERAL (
      SELECT d.action, d.reason_code, d.reason_note, d.passage FROM decision d
      WHERE d.review_item_id = i.id AND d.undoes_id IS NULL AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
      ORDER BY d.seq DESC LIMIT 1) v ON true
    WHERE c.post_id = ${postId}::uuid AND c.author_id = ${viewerId}::uuid AND c.state = 'published' ${within(bounds)}
    ORDER BY c.path LIMIT 200`
  const medianWaitSeconds = rows.some((row) => row.waits) ? await readMedianWait(reader()) : null
  return new Map(await Promise.all(rows.map(async (row) => [row.id, await shapePublished(row, medianWaitSeconds)] as const)))
}

async function shapePublished(row: PublishedRow, medianWaitSeconds: number | null): Promise<OwnPublished> {
  const { source, approvedSource } = row
  if (!row.edited || !(row.waits || row.returned)) return { source, approvedSource, edit: null }
  const standing = await standingOf(row, row.waits, medianWaitSeconds)
  return { source, approvedSource, edit: { ...standing, state: row.waits ? 'held' : 'returned', html: row.html } }
}
