import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import type { Subject, SubjectText } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** Reads an item and what it is about, after locking the thread that it stands in. */
export async function loadSubject(tx: Transaction, itemId: string): Promise<Subject | Refusal> {
  const found = await tx.reviewItem.findUnique({ where: { id: itemId }, select: { commentId: true } })
  if (!found?.commentId) return notThere
  await lockThreadOf(tx, found.commentId)
  const row = await tx.reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: subjectShape })
  return shapeSubject(row) ?? notThere
}

const notThere = refuse('not-found', 'There is no such item in the queue.')

const textShape = { id: true, digest: true, source: true, text: true } satisfies Prisma.CommentRevisionSelect

/** What to select of an item for {@link shapeSubject}. */
export const subjectShape = {
  id: true, kind: true, state: true, version: true, decidedAt: true, openedById: true,
  commentRevision: { select: textShape },
  decision: { select: { id: true, action: true, toState: true, byId: true } },
  comment: {
    select: {
      id: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true,
      approvedRevision: { select: textShape },
    },
  },
  decisions: {
    orderBy: { seq: 'desc' },
    take: 1,
    select: { id: true, action: true, itemVersion: true, reasonCode: true, reasonNote: true, passage: true, at: true, by: { select: { name: true, handle: true } } },
  },
} satisfies Prisma.ReviewItemSelect

/** A row as the kinds see it; null when what it was about is gone. */
export function shapeSubject(row: Prisma.ReviewItemGetPayload<{ select: typeof subjectShape }>): Subject | null {
  const { comment, commentRevision, decision: about, decisions, ...item } = row
  if (!comment || !commentRevision) return null
  const { approvedRevision, ...rest } = comment
  const text = textToJudge(item.kind === 'comment', comment.state, commentRevision, approvedRevision)
  return { item: { ...item, newest: decisions[0] ?? null }, comment: rest, text, about }
}

/** An edit may have been approved since the comment's own item was decided: then that is what readers see, and what is hidden. */
function textToJudge(ofComment: boolean, state: string, waiting: SubjectText, approved: SubjectText | null): SubjectText {
  return ofComment && (state === 'published' || state === 'hidden') ? (approved ?? waiting) : waiting
}
