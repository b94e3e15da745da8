import { z } from 'zod'
import { command } from '#lib/command.ts'
import { commentText } from '#lib/comments/comment-text.ts'
import { keepFindings, saveRevision, screenSubmission } from '#lib/comments/hold-text.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import { findStandingVerdict } from '#lib/comments/standing-verdict.ts'
import { stateAfter } from '#lib/comments/states.ts'
import { inHand, toldState } from '#lib/comments/told-state.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse } from '#lib/refusal.ts'

const notHere = 'There is no such comment of yours.'

/** The writer sends a returned comment again. It keeps its place in the thread and its age in the queue. */
export const resubmitComment = command({
  name: 'resubmit-comment',
  input: z.strictObject({ commentId: z.uuid(), body: commentText }),
  least: 'reader',
  async load(tx, { commentId }) {
    await lockThreadOf(tx, commentId)
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: {
        id: true,
        authorId: true,
        state: true,
        postId: true,
        post: { select: { commentsMode: true } },
        reviewItems: { where: { kind: 'comment' }, select: { id: true } },
      },
    })
    return comment ?? refuse('not-found', notHere)
  },
  permit: (viewer, comment) => (comment.authorId === viewer.id ? null : refuse('not-found', notHere)),
  async perform({ tx, viewer, input, subject: comment, now }) {
    const state = stateAfter(comment.state, 'resubmit')
    const item = comment.reviewItems[0]
    const personId = viewer.id
    const told = toldState(comment.state, (await findStandingVerdict(tx, comment.id))?.untold === true)
    if (told.settling) return refuse('conflict', inHand, { present: { state: told.state } })
    if (!state || !item || !personId) return refuse('conflict', 'This text is not with you to change any more.', { present: { state: comment.state } })
    await takeTurn(tx, personId)
    const commentsOpen = comment.post.commentsMode === 'open'
    const screened = await screenSubmission(tx, input.body, { personId, postId: comment.postId, commentsOpen, now, ignoring: comment.id })
    if (!screened.ok) return screened
    const revisionId = await saveRevision(tx, comment.id, input.body, { reason: 'resubmitted', editorId: personId, now })
    await tx.comment.update({
      where: { id: comment.id },
      data: { state, currentRevisionId: revisionId, version: { increment: 1 } },
      select: { id: true },
    })
    await tx.reviewItem.update({
      where: { id: item.id },
      data: { state: 'waiting', decidedAt: null, commentRevisionId: revisionId, version: { increment: 1 } },
      select: { id: true },
    })
    await keepFindings(tx, item.id, revisionId, screened.findings)
    return done({ state }, { type: 'comment', id: comment.id })
  },
})
