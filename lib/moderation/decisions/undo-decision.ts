import { z } from 'zod'
import type { Prisma, ReviewKind } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { canBeUndone, judgedIn, permitUndo, snapshot, undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import { lockMatter, lockShape, shapeSubject, subjectShape } from '#lib/moderation/decisions/load-subject.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { takeNameOff } from '#lib/moderation/names/put-name-on.ts'
import { tellOfUndo } from '#lib/moderation/notices/tell-people.ts'
import { announceComment } from '#lib/notices/tell-of-comment.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

const undoInput = z.strictObject({ decisionId: z.uuid() })

/**
 * Takes a decision back: comment or name, item and what was settled along the way are exactly what they were before. It is a decision
 * itself, in the same log. Only the newest that stands can be taken back, and only while nothing happened after it.
 */
export const undoDecision = command({
  name: 'undo-decision',
  input: undoInput,
  least: 'moderator',
  load: loadDecision,
  permit: (viewer, { decision, item, matter }) => permitUndo(viewer, decision, item, matter),
  async perform({ tx, viewer, subject: { decision, item, matter, comment }, now }) {
    const moderatorId = viewer.id
    if (!moderatorId) return refuse('signed-out', 'Decisions are made by people with an account.')
    if (decision.undoneBy) return notUndone('This decision was taken back already.', item, matter)
    if (!canBeUndone(decision, item, matter)) {
      return notUndone('Something happened after this decision, so it cannot be taken back by itself.', item, matter)
    }
    const before = snapshot.parse(decision.before)
    if (before.item.state === 'waiting' && (await anotherWaits(tx, item))) {
      return notUndone('New reports, a newer text or a newer name came after this decision; they wait as an item of their own.', item, matter)
    }
    const version = item.version + 1
    const guarded = await tx.reviewItem.updateMany({ where: { id: item.id, version: item.version }, data: { ...before.item, version } })
    if (guarded.count !== 1) return notUndone('Somebody else was at it in this very moment.', item, matter)
    if (item.chosenName) await takeNameOff(tx, item.chosenName)
    if (comment) await restoreComment(tx, comment, before.comment)
    await reopen(tx, before.others)
    await closeReadings(tx, decision.id, now)
    if (comment && (await leavesSomethingBehind(tx, comment.id))) {
      return notUndone('Something that waits came after this decision, such as a report. Please decide that first; the text can be taken down as well.', item, matter)
    }
    const undo = await tx.decision.create({
      data: {
        reviewItemId: item.id, itemVersion: item.version, commentRevisionId: decision.commentRevisionId, action: 'undo',
        fromState: matter.state, toState: before.comment.state, byId: moderatorId, at: now, undoesId: decision.id,
      },
      select: { id: true },
    })
    await tellOfUndo(tx, decision.id, { id: undo.id, byId: moderatorId, at: now })
    // It may have been hidden before anybody had heard of it.
    if (comment && comment.state !== 'published' && before.comment.state === 'published') await announceComment(tx, comment.id, { edited: false, now })
    return done({ itemId: item.id, version, state: before.comment.state, waits: before.item.state === 'waiting' }, { type: comment ? 'comment' : 'name', id: comment?.id ?? item.chosenName?.id ?? item.id })
  },
})

async function loadDecision(tx: Transaction, { decisionId }: z.output<typeof undoInput>) {
  const found = await tx.decision.findUnique({ where: { id: decisionId }, select: { reviewItem: { select: lockShape } } })
  if (!found || !(await lockMatter(tx, found.reviewItem))) return refuse('not-found', 'There is no such decision.')
  const { reviewItem, ...decision } = await tx.decision.findUniqueOrThrow({ where: { id: decisionId }, select: decisionShape })
  const { comment, ...item } = reviewItem
  const matter = judgedIn(reviewItem)
  return matter ? { decision, item, matter, comment } : refuse('not-found', 'There is no such decision.')
}

const decisionShape = {
  ...undoShape.decision, commentRevisionId: true,
  reviewItem: {
    select: {
      ...undoShape.item, version: true, commentId: true, personId: true,
      comment: { select: { ...undoShape.comment, publishedAt: true } },
    },
  },
} satisfies Prisma.DecisionSelect

type Comment = { id: string; state: string; approvedRevisionId: string | null; currentRevisionId: string | null; publishedAt: Date | null }

/** Only one item with reports, and one with an edit, waits about a comment at a time, and one name of a person. */
async function anotherWaits(tx: Transaction, { id, kind, commentId, personId }: { id: string; kind: ReviewKind; commentId: string | null; personId: string | null }): Promise<boolean> {
  if (kind !== 'report' && kind !== 'comment_edit' && kind !== 'name') return false
  const about = kind === 'name' ? { personId } : { commentId }
  const other = await tx.reviewItem.findFirst({ where: { ...about, kind, state: 'waiting', id: { not: id } }, select: { id: true } })
  return other !== null
}

/** A comment that a decision left alone is left alone by its undo. */
async function restoreComment(tx: Transaction, comment: Comment, before: z.output<typeof snapshot>['comment']): Promise<void> {
  const { currentRevisionId = comment.currentRevisionId, approvedRevisionId, state, publishedAt } = before
  const same = state === comment.state && approvedRevisionId === comment.approvedRevisionId && currentRevisionId === comment.currentRevisionId
  if (same) return
  await tx.$queryRaw`SELECT set_config('afterword.undoing', 'yes', true)`
  await tx.comment.update({
    where: { id: comment.id },
    data: { state, currentRevisionId, approvedRevisionId, publishedAt, approvedDigest: await readDigest(tx, approvedRevisionId), version: { increment: 1 } },
    select: { id: true },
  })
  await tx.$queryRaw`SELECT set_config('afterword.undoing', '', true)`
}

async function readDigest(tx: Transaction, revisionId: string | null) {
  if (!revisionId) return null
  const { digest } = await tx.commentRevision.findUniqueOrThrow({ where: { id: revisionId }, select: { digest: true } })
  return digest
}

/** Items that the decision had settled along the way are as they were. */
async function reopen(tx: Transaction, others: z.output<typeof snapshot>['others']): Promise<void> {
  for (const { id, state, decidedAt } of others) {
    await tx.reviewItem.updateMany({ where: { id, state: 'closed' }, data: { state, decidedAt, version: { increment: 1 } } })
  }
}

/** Nobody needs to read a decision again that is taken back. */
async function closeReadings(tx: Transaction, decisionId: string, now: Date): Promise<void> {
  await tx.reviewItem.updateMany({ where: { decisionId, state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
}

/** A report of what is public means nothing once it is not; taking it away with the decision would leave its reader without an answer. */
async function leavesSomethingBehind(tx: Transaction, commentId: string): Promise<boolean> {
  const waiting = await tx.reviewItem.findMany({ where: { commentId, state: 'waiting' }, select: subjectShape })
  return waiting.some((row) => {
    const subject = shapeSubject(row)
    return subject !== null && !kindModule(row.kind).matters(subject)
  })
}

function notUndone(message: string, item: { id: string; version: number }, { state }: { state: string }): Refusal {
  return refuse('conflict', message, { present: { itemId: item.id, version: item.version, state } })
}
