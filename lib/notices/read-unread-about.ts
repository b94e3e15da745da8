import { Prisma } from '#database'
import { ask, insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What a page shows that somebody may have been told of: comments, and the essay itself. */
export type Shown = { commentIds: string[]; postId?: string }

/** Of what a page shows, what the viewer has a notice of that is not read. Never more than is shown. */
export async function readUnreadAbout(viewer: Viewer, { commentIds, postId }: Shown, now: Date): Promise<string[]> {
  return ask(unreadAbout(viewer, { commentIds, ...(postId !== undefined && { postId }) }, now))
}

/** The same, to be asked together with others. */
export function unreadAbout(viewer: Viewer, { commentIds, postId }: Shown, now: Date): Question<string[]> {
  if (!viewer.id || (commentIds.length === 0 && !postId)) return known([])
  const ofPost = postId ? Prisma.sql`OR (n.post_id = ${postId}::uuid AND n.kind = 'post')` : Prisma.empty
  return insideQuestion(Prisma.sql`
    SELECT n.comment_id AS "commentId", n.post_id AS "postId" FROM notice n
    WHERE n.person_id = ${viewer.id}::uuid AND n.read_at IS NULL AND n.cancelled_at IS NULL AND n.due_at <= ${now}::timestamptz
      AND (n.comment_id = ANY (${commentIds}::uuid[]) ${ofPost}) ORDER BY n.id LIMIT ${commentIds.length + 100}`,
  (rows: { commentId: string | null; postId: string | null }[]) => [...new Set(rows.flatMap((row) => row.commentId ?? row.postId ?? []))])
}
