import { z } from 'zod'
import { command } from '#lib/command.ts'
import { commentText } from '#lib/comments/comment-text.ts'
import { holdReply } from '#lib/comments/hold-text.ts'
import type { Transaction } from '#lib/database.ts'
import { carryOutVerdict } from '#lib/moderation/decisions/carry-out-verdict.ts'
import type { Decided } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { decideInput } from '#lib/moderation/decisions/decide.ts'
import { loadSubject } from '#lib/moderation/decisions/load-subject.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/**
 * A moderator approves a comment and answers it in one go. The answer is read by nobody else before it appears: it is by one of
 * those who decide. Both have their row in the log and are taken back one by one.
 */
export const approveAndReply = command({
  name: 'approve-and-reply',
  input: decideInput.pick({ itemId: true, version: true, revision: true }).extend({
    body: commentText,
    /** Made by whoever sends, once for each answer: sending again with the same key changes nothing. */
    idempotencyKey: z.string().trim().min(8).max(200),
  }),
  least: 'moderator',
  load: (tx, { itemId }) => loadSubject(tx, itemId),
  permit: (viewer, subject) => kindModule(subject.item.kind).permit(viewer, subject),
  async perform({ tx, viewer, input: { body, idempotencyKey, version, revision }, subject, now }) {
    const authorId = viewer.id
    if (!authorId) return refuse('signed-out', 'Decisions are made by people with an account.')
    if (subject.matter.type !== 'comment') return refuse('invalid', 'Only what somebody said can be answered.')
    const plain = { action: 'approve', version, revision, reasonCode: '', reasonNote: '', passage: '' } as const
    const approved = await carryOutVerdict(tx, authorId, plain, subject, now)
    if (!approved.ok) return approved
    const comment = await tx.comment.findUniqueOrThrow({ where: { id: subject.matter.id }, select: { id: true, state: true, postId: true, depth: true } })
    if (comment.state !== 'published') return refuse('conflict', 'This comment is not public, so it cannot be answered. Your text is still here.')
    if (comment.depth >= 999) return refuseField('body', 'This branch is as deep as it can get. Please approve it, and reply further up.')
    await takeTurn(tx, authorId)
    const sent = (await tx.comment.findUnique({ where: { authorId_idempotencyKey: { authorId, idempotencyKey } }, select: { id: true } })) ?? (await findSame(tx, { authorId, parentId: comment.id, source: body.source }))
    if (sent) return done<Decided & { replyId: string }>({ ...approved.value, replyId: sent.id })
    const reply = await holdReply(tx, { post: { id: comment.postId }, parentId: comment.id, authorId, body, findings: [], idempotencyKey, now })
    const own = await loadSubject(tx, reply.itemId)
    if ('ok' in own) throw new Error('A reply that was just written is not there')
    const published = await carryOutVerdict(tx, authorId, { ...plain, version: own.item.version, revision: '' }, own, now)
    if (!published.ok) return published
    return done<Decided & { replyId: string }>({ ...approved.value, replyId: reply.id }, { type: 'comment', id: comment.id })
  },
})

/** The same words of the same moderator at the same place, from another form: from a second tab, or a page that was loaded again. */
function findSame(tx: Transaction, { authorId, parentId, source }: { authorId: string; parentId: string; source: string }): Promise<{ id: string } | null> {
  return tx.comment.findFirst({ where: { authorId, parentId, state: 'published', approvedRevision: { source } }, select: { id: true } })
}
