import type { CommentState } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'

/** Verdicts that keep a text from readers and that its writer may ask to have read again. */
const takenAway = ['reject', 'hide']

/**
 * The decision by which a comment is rejected or hidden now, whatever kind of item it was made on. Null while readers see the
 * comment, while it waits, and when it came about otherwise.
 */
export async function findStandingVerdict(db: Reader | Transaction, comment: { id: string; state: CommentState }): Promise<{ id: string } | null> {
  if (comment.state !== 'rejected' && comment.state !== 'hidden') return null
  const moved = await db.decision.findFirst({
    where: { reviewItem: { commentId: comment.id }, undoesId: null, undoneBy: null, toState: comment.state, fromState: { not: comment.state } },
    orderBy: { seq: 'desc' },
    select: { id: true, action: true },
  })
  return moved && takenAway.includes(moved.action) ? { id: moved.id } : null
}
