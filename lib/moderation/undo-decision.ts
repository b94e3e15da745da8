import { z } from 'zod'
import { CommentState, ReviewState } from '#database'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

const moment = z.iso.datetime().nullable().transform((at) => (at ? new Date(at) : null))

/** What a decision kept of the time before it. */
const snapshot = z.object({
  comment: z.object({ state: z.enum(CommentState), approvedRevisionId: z.uuid().nullable(), publishedAt: moment }),
  item: z.object({ state: z.enum(ReviewState), decidedAt: moment }),
})

const input = z.strictObject({ decisionId: z.uuid() })

type Decision = { id: string; action: string; toState: CommentState | null; undoneBy: { id: string } | null }

/**
 * Whether a decision can be taken back: it is the newest about its item, is no undo itself, was not taken back, and the comment
 * is still in the state that it led to. Answers both which buttons there are and whether one may.
 */
export function canBeUndone(decision: Decision, now: { newest: string | undefined; state: CommentState | undefined }): boolean {
  return decision.id === now.newest && decision.action !== 'undo' && decision.undoneBy === null && decision.toState === now.state
}

/**
 * Takes the newest decision about an item back: comment and item are exactly what they were before. It is a decision itself, in
 * the same log. Only the newest can be taken back, and only once.
 */
export const undoDecision = command({
  name: 'undo-decision',
  input,
  least: 'moderator',
  load: loadDecision,
  permit: () => null,
  async perform({ tx, viewer, subject: { decision, item, comment }, now }) {
    const moderatorId = viewer.id
    if (!moderatorId) return refuse('signed-out', 'Decisions are made by people with an account.')
    if (decision.undoneBy) return notUndone('This decision was taken back already.', item, comment)
    if (!canBeUndone(decision, { newest: item.decisions[0]?.id, state: comment.state })) {
      return notUndone('Something happened after this decision, so it cannot be taken back by itself.', item, comment)
    }
    const before = snapshot.parse(decision.before)
    await tx.$queryRaw`SELECT set_config('afterword.undoing', 'yes', true)`
    const version = item.version + 1
    const guarded = await tx.reviewItem.updateMany({ where: { id: item.id, version: item.version }, data: { ...before.item, version } })
    if (guarded.count !== 1) return notUndone('Somebody else was at it in this very moment.', item, comment)
    await tx.comment.update({
      where: { id: comment.id },
      data: { ...before.comment, approvedDigest: await readDigest(tx, before.comment.approvedRevisionId), version: { increment: 1 } },
      select: { id: true },
    })
    await tx.decision.create({
      data: {
        reviewItemId: item.id, itemVersion: item.version, commentRevisionId: decision.commentRevisionId, action: 'undo',
        fromState: comment.state, toState: before.comment.state, byId: moderatorId, at: now, undoesId: decision.id,
      },
      select: { id: true },
    })
    return done({ itemId: item.id, version, state: before.comment.state }, { type: 'comment', id: comment.id })
  },
})

async function loadDecision(tx: Transaction, { decisionId }: z.output<typeof input>) {
  const found = await tx.decision.findUnique({ where: { id: decisionId }, select: { reviewItem: { select: { commentId: true } } } })
  const commentId = found?.reviewItem.commentId
  if (!commentId) return refuse('not-found', 'There is no such decision.')
  await lockThreadOf(tx, commentId)
  const { reviewItem, ...decision } = await tx.decision.findUniqueOrThrow({
    where: { id: decisionId },
    select: {
      id: true, action: true, toState: true, before: true, commentRevisionId: true, undoneBy: { select: { id: true } },
      reviewItem: {
        select: {
          id: true, version: true,
          comment: { select: { id: true, state: true } },
          decisions: { orderBy: { seq: 'desc' }, take: 1, select: { id: true } },
        },
      },
    },
  })
  const { comment, ...item } = reviewItem
  return comment ? { decision, item, comment } : refuse('not-found', 'There is no such decision.')
}

async function readDigest(tx: Transaction, revisionId: string | null) {
  if (!revisionId) return null
  const { digest } = await tx.commentRevision.findUniqueOrThrow({ where: { id: revisionId }, select: { digest: true } })
  return digest
}

function notUndone(message: string, item: { id: string; version: number }, comment: { state: CommentState }): Refusal {
  return refuse('conflict', message, { present: { itemId: item.id, version: item.version, state: comment.state } })
}
