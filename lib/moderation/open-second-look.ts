import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Transaction } from '#lib/database.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { done, refuse } from '#lib/refusal.ts'
import { plainWords } from '#lib/rendering/plain-words.ts'

const input = z.strictObject({
  decisionId: z.uuid(),
  note: plainWords(2_000).refine((text) => text !== '', { error: 'Please say what the next person should look at.' }),
})

/**
 * A moderator has a decision read again, most often one that came before an opposite one of their own: once a decision, by somebody
 * who neither made it nor asked.
 */
export const openSecondLook = command({
  name: 'open-second-look',
  input,
  least: 'moderator',
  load: loadDoubted,
  permit: () => null,
  async perform({ tx, viewer, input, subject: { decision, comment }, now }) {
    const openedById = viewer.id
    if (!openedById) return refuse('signed-out', 'Decisions are looked at by people with an account.')
    const [opened] = decision.readAgain
    if (opened) return refuse('conflict', 'A second look at this decision was asked for already.', { present: { itemId: opened.id } })
    if (decision.undoneBy || !kindModule('second_look').matters({ comment, about: decision })) {
      return refuse('conflict', 'This decision does not stand any more, or cannot be turned round, so there is nothing to look at again.', { present: { state: comment.state } })
    }
    const item = await tx.reviewItem.create({
      data: {
        kind: 'second_look', postId: comment.postId, commentId: comment.id, commentRevisionId: decision.commentRevisionId,
        decisionId: decision.id, openedById, submittedAt: now, createdAt: now,
      },
      select: { id: true },
    })
    await tx.caseMessage.create({ data: { reviewItemId: item.id, byId: openedById, body: input.note, at: now }, select: { id: true } })
    return done({ itemId: item.id }, { type: 'comment', id: comment.id })
  },
})

async function loadDoubted(tx: Transaction, { decisionId }: z.output<typeof input>) {
  const found = await tx.decision.findUnique({ where: { id: decisionId }, select: { reviewItem: { select: { commentId: true } } } })
  const commentId = found?.reviewItem.commentId
  if (!commentId) return refuse('not-found', 'There is no such decision.')
  await lockThreadOf(tx, commentId)
  const comment = await tx.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: { id: true, postId: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true },
  })
  const decision = await tx.decision.findUniqueOrThrow({
    where: { id: decisionId },
    select: {
      id: true, action: true, byId: true, commentRevisionId: true, undoneBy: { select: { id: true } },
      readAgain: { where: { kind: 'second_look' }, select: { id: true } },
    },
  })
  return { decision, comment }
}
