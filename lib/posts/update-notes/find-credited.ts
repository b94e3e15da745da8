import type { Transaction } from '#lib/database.ts'
import { done, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'

/**
 * The comment that a note is to credit: one that everybody can read below the same text. Null where none is named.
 * @param before what the note credits already: that may stay, also when readers do not see the comment any more
 */
export async function findCredited(tx: Transaction, postId: string, commentId: string, before: string | null = null): Promise<Outcome<string | null>> {
  if (commentId === '' || commentId === before) return done(commentId || null)
  const comment = await tx.publishedComment.findFirst({ where: { id: commentId, postId, tombstone: false }, select: { id: true } })
  return comment ? done(comment.id) : refuseField('commentId', 'Readers do not see this comment below the essay, so it cannot be credited.')
}
