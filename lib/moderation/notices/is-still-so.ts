import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { standingDecision } from '#lib/moderation/decisions/can-be-undone.ts'
import { isPublishedKind } from '#lib/notices/topics.ts'
import { isStillWanted } from '#lib/notices/still-wanted.ts'
import { hasRole } from '#lib/viewer.ts'

/** What to select of a notice to tell somebody of it. */
export const noticeShape = {
  id: true, personId: true, kind: true, at: true, readAt: true, postId: true,
  post: { select: { id: true, slug: true, publishedRevision: { select: { title: true, standfirst: true } }, authorships: { orderBy: { position: 'asc' }, select: { person: { select: { name: true } } } } } },
  person: { select: { role: true } },
  comment: {
    select: {
      id: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true,
      author: { select: { name: true } }, guest: { select: { name: true } }, approvedRevision: { select: { text: true } },
      post: { select: { publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
    },
  },
  decision: {
    select: {
      id: true, seq: true, action: true, fromState: true, toState: true, commentRevisionId: true, reasonCode: true, reasonNote: true, passage: true, at: true, undoesId: true,
      reviewItem: { select: { id: true, kind: true, openedById: true, decisions: standingDecision, chosenName: { select: { name: true, state: true } } } },
    },
  },
} satisfies Prisma.NoticeSelect

export type ToldNotice = Prisma.NoticeGetPayload<{ select: typeof noticeShape }>

/** Whether what a notice speaks of still stands. What does not is better not said: a newer notice says what is so now. */
export async function isStillSo(tx: Transaction, notice: ToldNotice): Promise<boolean> {
  const { comment, decision, kind } = notice
  if (isPublishedKind(kind)) return isStillWanted(tx, notice.id)
  if (decision?.reviewItem.chosenName) return isNameStillSo(tx, notice, decision.reviewItem.chosenName.state)
  if (!comment || !decision || comment.state === 'withdrawn') return false
  if (kind === 'message') return caseIsOpen(tx, decision.id, notice)
  if (kind === 'second-look' && !hasRole(notice.person, 'moderator')) return false
  if (kind === 'undone') return wasToldBefore(tx, notice)
  const standing = decision.reviewItem.decisions[0]?.id === decision.id
  return standing && comment.state === decision.toState && isAboutThisText(comment, decision)
}

async function isNameStillSo(tx: Transaction, notice: ToldNotice, state: string): Promise<boolean> {
  if (notice.kind === 'undone') return wasToldBefore(tx, notice)
  return notice.decision?.reviewItem.decisions[0]?.id === notice.decision?.id && notice.decision?.toState === state
}

type Texts = { currentRevisionId: string | null; approvedRevisionId: string | null }

/** A later edit that was approved as well has a notice of its own, and who has changed what was returned need not be asked to. */
function isAboutThisText(comment: Texts, { action, commentRevisionId }: { action: string; commentRevisionId: string | null }): boolean {
  if (action === 'approve') return comment.approvedRevisionId === commentRevisionId
  return action !== 'return' || comment.currentRevisionId === commentRevisionId
}

/** Whether somebody can still read and write in a case about a decision: one's own appeal, or any that a moderator took part in. */
async function caseIsOpen(tx: Transaction, decisionId: string, { personId, person }: ToldNotice): Promise<boolean> {
  const part: Prisma.ReviewItemWhereInput[] = hasRole(person, 'moderator') ? [{ openedById: personId }, { messages: { some: { byId: personId } } }] : []
  const open = await tx.reviewItem.findFirst({
    where: { decisionId, state: 'waiting', OR: [{ kind: 'appeal', openedById: personId }, ...part] },
    select: { id: true },
  })
  return open !== null
}

/** Who was never written to about a decision need not hear that it was taken back, nor who has a newer one to read. */
async function wasToldBefore(tx: Transaction, { personId, decision }: ToldNotice): Promise<boolean> {
  if (!decision?.undoesId) return false
  const newer = await tx.decision.findFirst({ where: { reviewItemId: decision.reviewItem.id, seq: { gt: decision.seq } }, select: { id: true } })
  const told = await tx.notice.findFirst({ where: { personId, decisionId: decision.undoesId, kind: { not: 'message' }, mailId: { not: null } }, select: { id: true } })
  return newer === null && told !== null
}
