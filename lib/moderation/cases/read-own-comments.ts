import { Prisma } from '#database'
import type { CommentState } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readMedianWait, readPosition } from '#lib/comments/read-waiting.ts'
import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { shorten } from '#lib/posts/shorten.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** How the own texts are put together: with the writer, waiting, refused or taken down, public. */
export const ownGroups = ['returned', 'waiting', 'refused', 'published'] as const
export type OwnGroup = (typeof ownGroups)[number]

/** One own text in a list. */
export type OwnEntry = {
  id: string
  state: CommentState
  post: { title: string; slug: string }
  isReply: boolean
  excerpt: string
  submittedAt: Date
  /** What was said about it last; empty when nothing was. */
  reason: string
  /** A new text of it waits, or came back, while readers see the approved one. */
  edit: 'held' | 'returned' | null
  /** The place in the queue of what waits. */
  position: number | null
  caseId: string | null
}

export type OwnList = { entries: OwnEntry[]; next: string | null }

/** One group of the viewer's own texts, newest first; what was taken back is gone. `after` is the `next` of the page before. */
export async function readOwnComments(viewer: SignedIn, group: OwnGroup, { after = '', limit = 20 }: { after?: string; limit?: number } = {}): Promise<OwnList> {
  const cursor = after ? decodeCursor(after) : null
  const rows = await reader().$queryRaw<Row[]>`
    SELECT c.id, c.state, c.parent_id IS NOT NULL AS "isReply", c.submitted_at AS "submittedAt", left(r.text, 400) AS text, p.slug, pr.title,
      v.reason_code AS "reasonCode", v.reason_note AS "reasonNote", edit.state::text AS edit, i.id AS "itemId", appeal.id AS "caseId"
    FROM comment c
    JOIN comment_revision r ON r.id = c.current_revision_id
    JOIN post p ON p.id = c.post_id
    LEFT JOIN post_revision pr ON pr.id = p.published_revision_id
    LEFT JOIN ${standingVerdict} v ON true
    LEFT JOIN LATERAL (
      SELECT CASE WHEN e.state = 'waiting' THEN 'held' ELSE 'returned' END AS state FROM review_item e
      WHERE e.comment_id = c.id AND e.kind = 'comment_edit' AND e.comment_revision_id = c.current_revision_id
        AND c.state = 'published' AND c.current_revision_id <> c.approved_revision_id
      ORDER BY e.created_at DESC LIMIT 1) edit ON true
    LEFT JOIN review_item i ON i.comment_id = c.id AND i.state = 'waiting' AND i.kind IN ('comment', 'comment_edit')
    LEFT JOIN review_item appeal ON appeal.decision_id = v.id AND appeal.kind = 'appeal'
    WHERE c.author_id = ${viewer.id}::uuid AND ${conditions[group]}
      ${cursor ? Prisma.sql`AND (c.submitted_at, c.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : Prisma.empty}
    ORDER BY c.submitted_at DESC, c.id DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    entries: await Promise.all(page.map(shapeEntry)),
    next: rows.length > limit && last ? encodeCursor({ at: last.submittedAt, id: last.id }) : null,
  }
}

/** What a decision usually takes, in seconds; null while there is none. */
export function readUsualWait(): Promise<number | null> {
  return readMedianWait(reader())
}

const conditions: Record<OwnGroup, Prisma.Sql> = {
  returned: Prisma.sql`(c.state = 'returned' OR edit.state = 'returned')`,
  waiting: Prisma.sql`(c.state = 'held' OR edit.state = 'held')`,
  refused: Prisma.sql`c.state IN ('rejected', 'hidden')`,
  published: Prisma.sql`c.state = 'published'`,
}

type Row = {
  id: string; state: CommentState; isReply: boolean; submittedAt: Date; text: string; slug: string; title: string | null
  reasonCode: string | null; reasonNote: string | null; edit: 'held' | 'returned' | null; itemId: string | null; caseId: string | null
}

async function shapeEntry({ text, slug, title, reasonCode, reasonNote, itemId, ...row }: Row): Promise<OwnEntry> {
  return {
    ...row,
    post: { slug, title: title ?? 'an essay that is not here any more' },
    excerpt: shorten(text, 160),
    reason: row.state === 'held' || row.state === 'published' ? '' : reasonSentence(reasonCode ?? '', reasonNote ?? ''),
    position: itemId ? await readPosition(reader(), itemId) : null,
  }
}
