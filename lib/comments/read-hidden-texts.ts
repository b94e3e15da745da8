import { Prisma } from '#database'
import { bytesOf, insideQuestion, known, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Placed } from '#lib/comments/read-thread.ts'
import { within } from '#lib/comments/thread-part.ts'
import type { Bounds } from '#lib/comments/thread-part.ts'
import { numbered } from '#lib/comments/top-level-marks.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

type HiddenRow = {
  id: string; parent_id: string | null; depth: number; path: string; number: number | null; submitted_at: string
  name: string | null; by_author: boolean; html: string
}

/** What was taken down on this part of a page, for moderators; nobody else is shown any of it. */
export function hiddenTexts(postId: string, viewer: Viewer, bounds: Bounds): Question<Placed[]> {
  if (permitRole(viewer, 'moderator')) return known([])
  return insideQuestion(Prisma.sql`${numbered(postId, Prisma.sql`
    SELECT c.id, c.parent_id, c.depth, c.path, CASE WHEN c.shown AND c.depth = 0 THEN c.ordinal END AS place, c.submitted_at, coalesce(p.name, g.name) AS name, r.html,
      EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author
    FROM comment c
    JOIN comment_revision r ON r.id = coalesce(c.approved_revision_id, c.current_revision_id)
    LEFT JOIN person p ON p.id = c.author_id
    LEFT JOIN guest g ON g.id = c.guest_id
    WHERE c.post_id = ${postId}::uuid AND c.state = 'hidden' ${within(bounds)}
    ORDER BY c.path LIMIT 200`, 'thread_stretch')} ORDER BY c.path`,
  (rows: HiddenRow[]) => rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: row.number,
    kind: 'hidden',
    state: 'hidden',
    author: row.name === null ? null : { name: row.name, handle: null },
    byAuthor: row.by_author,
    html: row.html,
    submittedAt: momentOf(row.submitted_at),
    edited: false,
    replyingTo: null,
    path: bytesOf(row.path),
  })))
}
