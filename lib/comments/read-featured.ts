import { publicReader, reader } from '#lib/database.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { shorten } from '#lib/posts/shorten.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** A reply that an author of the essay points to. `text` is plain and cut at the end of a sentence or word. */
export type FeaturedReply = { id: string; name: string; text: string }

/** In characters: enough to see what it says, not to have read it. */
const most = 280

/** The replies under an essay that its authors point to, the first one first. */
export async function readFeatured(postId: string): Promise<FeaturedReply[]> {
  const rows = await publicReader().publishedFeaturedComment.findMany({ where: { postId }, orderBy: [{ at: 'asc' }, { commentId: 'asc' }], select: { commentId: true } })
  if (rows.length === 0) return []
  const comments = await publicReader().publishedComment.findMany({
    where: { id: { in: rows.map(({ commentId }) => commentId) } },
    select: { id: true, authorName: true, text: true },
  })
  return rows.flatMap(({ commentId }) => {
    const comment = comments.find(({ id }) => id === commentId)
    return comment ? [{ id: commentId, name: comment.authorName ?? 'Somebody', text: shorten(comment.text ?? '', most) }] : []
  })
}

export type Featurable = { id: string; slug: string; name: string; html: string; featured: boolean }

/** A published comment for an author of its essay, who may point to it; null for everybody else. */
export async function readFeaturable(viewer: SignedIn, commentId: string): Promise<Featurable | null> {
  const comment = await publicReader().publishedComment.findUnique({
    where: { id: commentId },
    select: { id: true, postId: true, tombstone: true, authorName: true, html: true, post: { select: { slug: true } } },
  })
  if (!comment || comment.tombstone) return null
  const authorships = await reader().authorship.findMany({ where: { postId: comment.postId }, select: { personId: true } })
  if (permitAuthor(viewer, { authorships })) return null
  const featured = await reader().featuredComment.findUnique({ where: { commentId }, select: { commentId: true } })
  return { id: comment.id, slug: comment.post.slug, name: comment.authorName ?? 'somebody', html: comment.html ?? '', featured: featured !== null }
}
