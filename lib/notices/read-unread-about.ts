import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What a page shows that somebody may have been told of: comments, and the essay itself. */
export type Shown = { commentIds: string[]; postId?: string }

/** Of what a page shows, what the viewer has a notice of that is not read. Never more than is shown. */
export async function readUnreadAbout(viewer: Viewer, { commentIds, postId }: Shown, now: Date): Promise<string[]> {
  if (!viewer.id || (commentIds.length === 0 && !postId)) return []
  const told = { personId: viewer.id, readAt: null, cancelledAt: null, dueAt: { lte: now } }
  const about = [{ commentId: { in: commentIds } }, ...(postId ? [{ postId, kind: 'post' }] : [])]
  const rows = await reader().notice.findMany({ where: { ...told, OR: about }, select: { commentId: true, postId: true }, take: commentIds.length + 100 })
  return [...new Set(rows.flatMap((row) => row.commentId ?? row.postId ?? []))]
}
