import { topLevelPerPage } from '#lib/comments/read-thread.ts'
import { publicReader, reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Where a comment stands: the post's slug and the page of its thread. */
export type CommentPlace = { slug: string; page: number }

/**
 * The place of a comment that this viewer may see: a published one, a tombstone, or an own text.
 * @returns null for everything else, so that what waits and what never existed look the same
 */
export async function readPlace(commentId: string, viewer: Viewer): Promise<CommentPlace | null> {
  const shown = await publicReader().publishedComment.findUnique({ where: { id: commentId }, select: { postId: true, rootId: true } })
  const comment = shown ?? (await readOwn(commentId, viewer))
  if (!comment) return null
  const post = await publicReader().publishedPost.findUnique({ where: { id: comment.postId }, select: { slug: true } })
  return post && { slug: post.slug, page: await readPage(comment.postId, comment.rootId) }
}

async function readOwn(commentId: string, viewer: Viewer) {
  if (!viewer.id) return null
  return reader().comment.findFirst({
    where: { id: commentId, authorId: viewer.id, state: { in: ['held', 'returned', 'rejected', 'hidden'] } },
    select: { postId: true, rootId: true },
  })
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
