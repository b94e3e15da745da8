import type { Transaction } from '#lib/database.ts'
import { refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What a text answers. `answers` is the comment, or the post where it answers the essay. */
export type Place = { postId: string; parentId: string | null; answers: string }

/**
 * The place that somebody writes at, as everybody can see it. What waits and what never existed look the same, so that nobody
 * learns by beginning a reply.
 */
export async function findPlace(tx: Pick<Transaction, 'publishedPost' | 'publishedComment'>, { slug, parentId }: { slug: string; parentId: string }): Promise<Place | Refusal> {
  const post = await tx.publishedPost.findUnique({ where: { slug }, select: { id: true } })
  if (!post) return refuse('not-found', 'This essay is not here any more. Your text is still here.')
  if (!parentId) return { postId: post.id, parentId: null, answers: post.id }
  const parent = await tx.publishedComment.findFirst({ where: { id: parentId, postId: post.id, tombstone: false }, select: { id: true } })
  if (!parent) return refuseField('body', 'The comment you are replying to is not here any more. Your text is still here.')
  return { postId: post.id, parentId: parent.id, answers: parent.id }
}
