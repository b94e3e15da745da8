import { CommentState } from '#database'
import { readBounds, readPartOf, topLevelPerPage } from '#lib/comments/thread-part.ts'
import { publicReader, reader } from '#lib/database.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Where a comment stands: the post's slug, the page of its thread, and what the part of that page comes after (see `readThread`). */
export type CommentPlace = { slug: string; page: number; after: string }

/**
 * The place of a comment that this viewer may see: a published one, a tombstone, an own text, and for moderators what was taken down.
 * @returns null for everything else, so that what waits and what never existed look the same
 */
export async function readPlace(commentId: string, viewer: Viewer): Promise<CommentPlace | null> {
  const shown = await publicReader().publishedComment.findUnique({ where: { id: commentId }, select: { postId: true, rootId: true, path: true } })
  const comment = shown ?? (await readUnseen(commentId, viewer))
  if (!comment) return null
  const post = await publicReader().publishedPost.findUnique({ where: { id: comment.postId }, select: { slug: true } })
  if (!post) return null
  const page = await readPage(comment.postId, comment.rootId)
  // Only what stands before the comment counts, so it does not matter where the page ends.
  const bounds = await readBounds(comment.postId, page, page)
  return { slug: post.slug, page, after: await readPartOf(comment.postId, bounds, comment.path) }
}

async function readUnseen(commentId: string, viewer: Viewer) {
  if (!viewer.id) return null
  const own = { authorId: viewer.id, state: { in: [CommentState.held, CommentState.returned, CommentState.rejected, CommentState.hidden] } }
  const takenDown = permitRole(viewer, 'moderator') === null ? [{ state: CommentState.hidden }] : []
  return reader().comment.findFirst({ where: { id: commentId, OR: [own, ...takenDown] }, select: { postId: true, rootId: true, path: true } })
}

/** An own top-level text that waits has no number: it stands behind the last numbered one before it. */
async function readPage(postId: string, rootId: string): Promise<number> {
  const rows = await reader().$queryRaw<{ number: number | null }[]>`
    SELECT before.number FROM comment root, LATERAL (
      SELECT number FROM comment c
      WHERE c.post_id = ${postId}::uuid AND c.depth = 0 AND c.shown AND c.path <= root.path ORDER BY c.path DESC LIMIT 1
    ) before WHERE root.id = ${rootId}::uuid`
  return Math.max(1, Math.ceil((rows[0]?.number ?? 1) / topLevelPerPage))
}
