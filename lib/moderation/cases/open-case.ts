import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Transaction } from '#lib/database.ts'

/** Kinds of item in which a decision is read again. */
type CaseKind = 'appeal' | 'second_look'

/** A decision that somebody doubts, the comment that it is about, and the cases of this kind that were opened over it already. */
export type Doubted = NonNullable<Awaited<ReturnType<typeof loadDoubted>>>

/** Takes the lock of the thread. Null when there is no such decision, or none about a comment. */
export async function loadDoubted(tx: Transaction, decisionId: string, kind: CaseKind) {
  const found = await tx.decision.findUnique({ where: { id: decisionId }, select: { reviewItem: { select: { commentId: true } } } })
  const commentId = found?.reviewItem.commentId
  if (!commentId) return null
  await lockThreadOf(tx, commentId)
  const comment = await tx.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: { id: true, postId: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true },
  })
  const decision = await tx.decision.findUniqueOrThrow({
    where: { id: decisionId },
    select: {
      id: true, action: true, toState: true, byId: true, commentRevisionId: true, undoneBy: { select: { id: true } },
      readAgain: { where: { kind }, select: { id: true } },
    },
  })
  return { decision, comment }
}

type Opening = { kind: CaseKind; openedById: string; body: string; now: Date }

/** Puts a case about a doubted decision into the queue, with the first words of its conversation. Gives the id of its item. */
export async function openCase(tx: Transaction, { decision, comment }: Doubted, { kind, openedById, body, now }: Opening): Promise<string> {
  const { id } = await tx.reviewItem.create({
    data: {
      kind, postId: comment.postId, commentId: comment.id, commentRevisionId: decision.commentRevisionId,
      decisionId: decision.id, openedById, submittedAt: now, createdAt: now,
    },
    select: { id: true },
  })
  await tx.caseMessage.create({ data: { reviewItemId: id, byId: openedById, body, at: now }, select: { id: true } })
  return id
}
