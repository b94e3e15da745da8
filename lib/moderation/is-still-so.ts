import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { standingDecision } from '#lib/moderation/undo-decision.ts'

/** What to select of a notice to tell somebody of it. */
export const noticeShape = {
  id: true, personId: true, kind: true, at: true, readAt: true,
  comment: {
    select: {
      id: true, state: true, authorId: true, approvedRevisionId: true,
      post: { select: { publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
    },
  },
  decision: {
    select: {
      id: true, seq: true, action: true, toState: true, commentRevisionId: true, reasonCode: true, reasonNote: true, passage: true, at: true, undoesId: true,
      reviewItem: { select: { id: true, kind: true, openedById: true, decisions: standingDecision } },
    },
  },
} satisfies Prisma.NoticeSelect

export type ToldNotice = Prisma.NoticeGetPayload<{ select: typeof noticeShape }>

/** Whether what a notice speaks of still stands. What does not is better not said: a newer notice says what is so now. */
export async function isStillSo(tx: Transaction, notice: ToldNotice): Promise<boolean> {
  const { comment, decision, kind } = notice
  if (!comment || !decision || comment.state === 'withdrawn') return false
  if (kind === 'message') return caseIsOpen(tx, decision.id, notice.personId)
  if (kind === 'undone') return wasToldBefore(tx, notice)
  const standing = decision.reviewItem.decisions[0]?.id === decision.id
  return standing && comment.state === decision.toState && showsWhatWasApproved(comment, decision)
}

/** A later edit that was approved as well has a notice of its own. */
function showsWhatWasApproved(comment: { approvedRevisionId: string | null }, decision: { action: string; commentRevisionId: string | null }): boolean {
  return decision.action !== 'approve' || comment.approvedRevisionId === decision.commentRevisionId
}

async function caseIsOpen(tx: Transaction, decisionId: string, personId: string): Promise<boolean> {
  const open = await tx.reviewItem.findFirst({
    where: { decisionId, state: 'waiting', OR: [{ openedById: personId }, { messages: { some: { byId: personId } } }] },
    select: { id: true },
  })
  return open !== null
}

/** Who was never written to about a decision need not hear that it was taken back, nor who has a newer one to read. */
async function wasToldBefore(tx: Transaction, { personId, decision }: ToldNotice): Promise<boolean> {
  if (!decision?.undoesId) return false
  const newer = await tx.decision.findFirst({ where: { reviewItemId: decision.reviewItem.id, seq: { gt: decision.seq } }, select: { id: true } })
  const told = await tx.notice.findFirst({ where: { personId, decisionId: decision.undoesId, mailId: { not: null } }, select: { id: true } })
  return newer === null && told !== null
}
