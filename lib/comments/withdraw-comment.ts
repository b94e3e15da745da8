import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import { stateAfter } from '#lib/comments/states.ts'
import { done, refuse } from '#lib/refusal.ts'

const notHere = 'There is no such comment of yours.'

/** The writer takes a comment back, whatever its state, for good. Replies below it stay, under a tombstone. */
export const withdrawComment = command({
  name: 'withdraw-comment',
  input: z.strictObject({ commentId: z.uuid() }),
  least: 'reader',
  suspendedToo: true,
  async load(tx, { commentId }) {
    await lockThreadOf(tx, commentId)
    const comment = await tx.comment.findUnique({ where: { id: commentId }, select: { id: true, authorId: true, state: true } })
    return comment ?? refuse('not-found', notHere)
  },
  permit: (viewer, comment) => (comment.authorId === viewer.id ? null : refuse('not-found', notHere)),
  async perform({ tx, subject: comment, now }) {
    const state = stateAfter(comment.state, 'withdraw')
    if (!state) return done({ state: comment.state })
    await tx.comment.update({ where: { id: comment.id }, data: { state, version: { increment: 1 } }, select: { id: true } })
    await tx.reviewItem.updateMany({
      where: { commentId: comment.id, state: 'waiting' },
      data: { state: 'closed', decidedAt: now, version: { increment: 1 } },
    })
    return done({ state }, { type: 'comment', id: comment.id })
  },
})
