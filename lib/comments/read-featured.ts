import { Prisma } from '#database'
import { publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { publicReader, reader } from '#lib/database.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { shorten } from '#lib/posts/shorten.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** A reply that an author of the essay points to. `text` is plain and cut at the end of a sentence or word. */
export type FeaturedReply = { id: string; name: string; text: string }

/** In characters: enough to see what it says, not to have read it. */
const most = 280

/** The replies under an essay that its authors point to, the first one first. */
export function featuredUnder(postId: string): Question<FeaturedReply[]> {
  return publicQuestion(Prisma.sql`
    SELECT c.id, c.author_name AS name, c.text FROM published_featured_comment f JOIN published_comment c ON c.id = f.comment_id
    WHERE f.post_id = ${postId}::uuid ORDER BY f.at, f.comment_id`,
  (rows: { id: string; name: string | null; text: string | null }[]) => rows.map(({ id, name, text }) => ({ id, name: name ?? 'Somebody', text: shorten(text ?? '', most) })))
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
