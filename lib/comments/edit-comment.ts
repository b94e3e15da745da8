import { z } from 'zod'
import type { CommentState, Prisma } from '#database'
import { command } from '#lib/command.ts'
import { commentText } from '#lib/comments/comment-text.ts'
import { keepFindings, saveRevision, screenSubmission } from '#lib/comments/hold-text.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import { openEdit } from '#lib/comments/read-own-texts.ts'
import { findStandingVerdict } from '#lib/comments/standing-verdict.ts'
import { inHand, toldState } from '#lib/comments/told-state.ts'
import type { Transaction } from '#lib/database.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

const notHere = 'There is no such comment of yours.'

/** What became of a new text: it waits, or it was the approved one and nothing waits any more. */
export type EditedComment = { state: CommentState; waits: boolean }

/**
 * The writer changes a text that waits or is published. What waits is replaced and keeps its place in the queue. Of a published
 * comment readers keep the approved text until the new one is approved; sending the approved text again takes a waiting edit back.
 */
export const editComment = command({
  name: 'edit-comment',
  input: z.strictObject({ commentId: z.uuid(), body: commentText }),
  least: 'reader',
  async load(tx, { commentId }) {
    await lockThreadOf(tx, commentId)
    const comment = await tx.comment.findUnique({ where: { id: commentId }, select: commentShape })
    return comment ?? refuse('not-found', notHere)
  },
  permit: (viewer, comment) => (comment.authorId === viewer.id ? null : refuse('not-found', notHere)),
  async perform({ tx, viewer, input: { body }, subject: comment, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    if (comment.state !== 'held' && comment.state !== 'published') {
      const told = toldState(comment.state, (await findStandingVerdict(tx, comment.id))?.untold === true)
      if (told.settling) return refuse('conflict', inHand, { present: { state: told.state } })
      return refuse('conflict', 'This text cannot be changed as it stands now.', { present: { state: comment.state } })
    }
    const isEdit = comment.state === 'published'
    if (isEdit && (await isEditUntold(tx, comment.id))) return refuse('conflict', inHand, { present: { state: comment.state } })
    if (isEdit && comment.approvedRevision?.source === body.source) return takeEditBack(tx, comment, now)
    if (comment.currentRevision?.source === body.source) return refuseField('body', 'This is the text as it stands already.')
    await takeTurn(tx, personId)
    // A conversation that closed takes no new texts; one that is in it may still be mended.
    const screened = await screenSubmission(tx, body, { personId, postId: comment.postId, commentsOpen: true, now, ignoring: comment.id })
    if (!screened.ok) return screened
    const revisionId = await saveRevision(tx, comment.id, body, { reason: 'edited', editorId: personId, now })
    await tx.comment.update({ where: { id: comment.id }, data: { currentRevisionId: revisionId, version: { increment: 1 } }, select: { id: true } })
    const itemId = isEdit ? await queueEdit(tx, comment, revisionId, now) : await replaceText(tx, comment, revisionId)
    await keepFindings(tx, itemId, revisionId, screened.findings)
    return done<EditedComment>({ state: comment.state, waits: true }, { type: 'comment', id: comment.id })
  },
})

/** For its writer an edit waits until they are told that it was returned or refused: see `openEdit`. */
async function isEditUntold(tx: Transaction, commentId: string): Promise<boolean> {
  const [open] = await tx.$queryRaw<{ untold: boolean }[]>`SELECT edit.untold FROM comment c JOIN ${openEdit} edit ON true WHERE c.id = ${commentId}::uuid`
  return open?.untold === true
}

const commentShape = {
  id: true, authorId: true, state: true, postId: true, currentRevisionId: true, approvedRevisionId: true,
  currentRevision: { select: { source: true } },
  approvedRevision: { select: { source: true } },
  reviewItems: { where: { kind: { in: ['comment', 'comment_edit'] } }, orderBy: { createdAt: 'desc' }, select: { id: true, kind: true, state: true, commentRevisionId: true } },
} satisfies Prisma.CommentSelect

type Loaded = Prisma.CommentGetPayload<{ select: typeof commentShape }>

/** The held text waits in the item it has. */
async function replaceText(tx: Transaction, comment: Loaded, revisionId: string): Promise<string> {
  const item = comment.reviewItems.find(({ kind }) => kind === 'comment')
  if (!item) throw new Error('A held comment has no item in the queue')
  await tx.reviewItem.update({ where: { id: item.id }, data: { commentRevisionId: revisionId, version: { increment: 1 } }, select: { id: true } })
  return item.id
}

/** An edit that waits, or that was returned and is sent again, keeps its item and so its place; else it gets one. */
async function queueEdit(tx: Transaction, comment: Loaded, revisionId: string, now: Date): Promise<string> {
  const open = unfinishedEdit(comment)
  if (open) {
    const data = { state: 'waiting', decidedAt: null, commentRevisionId: revisionId, version: { increment: 1 } } as const
    await tx.reviewItem.update({ where: { id: open.id }, data, select: { id: true } })
    return open.id
  }
  const { id } = await tx.reviewItem.create({
    data: { kind: 'comment_edit', postId: comment.postId, commentId: comment.id, commentRevisionId: revisionId, submittedAt: now, createdAt: now },
    select: { id: true },
  })
  return id
}

/** The edit that the writer is still at: it waits, or its text is the newest and is not the approved one. */
function unfinishedEdit({ reviewItems, currentRevisionId, approvedRevisionId }: Loaded) {
  const edits = reviewItems.filter(({ kind }) => kind === 'comment_edit')
  const unfinished = currentRevisionId !== approvedRevisionId
  return edits.find(({ state }) => state === 'waiting') ?? edits.find(({ commentRevisionId }) => unfinished && commentRevisionId === currentRevisionId)
}

async function takeEditBack(tx: Transaction, comment: Loaded, now: Date) {
  if (comment.currentRevisionId === comment.approvedRevisionId) return refuseField('body', 'This is the text as it stands already.')
  await tx.comment.update({
    where: { id: comment.id },
    data: { currentRevisionId: comment.approvedRevisionId, version: { increment: 1 } },
    select: { id: true },
  })
  await tx.reviewItem.updateMany({
    where: { commentId: comment.id, kind: 'comment_edit', state: 'waiting' },
    data: { state: 'closed', decidedAt: now, version: { increment: 1 } },
  })
  return done<EditedComment>({ state: comment.state, waits: false }, { type: 'comment', id: comment.id })
}
