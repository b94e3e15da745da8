import { z } from 'zod'
import type { CommentState } from '#database'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import { reasons } from '#lib/comments/reasons.ts'
import { stateAfter } from '#lib/comments/states.ts'
import { theSite } from '#lib/moderation/the-site.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What a moderator can do to an item that is about a comment. */
export const verdicts = ['approve', 'reject', 'return', 'hide', 'restore'] as const

export const decideInput = z.strictObject({
  itemId: z.uuid(),
  action: z.enum(verdicts, { error: 'Please choose what to do.' }),
  /** The version of the item that the moderator saw. */
  version: z.coerce.number({ error: 'A decision names the version it is about.' }).int().positive(),
  /** The text that the moderator saw. May be left out: each new text raises the version too. */
  revision: z.union([z.uuid(), z.literal('')]).default(''),
  reasonCode: z.union([z.enum(reasons.map((reason) => reason.code)), z.literal('')], { error: 'Please choose a reason.' }).default(''),
  reasonNote: z.string().trim().max(2_000, { error: 'A note can hold 2,000 characters.' }).default(''),
})

export type Decided = { decisionId: string; itemId: string; version: number; state: CommentState; repeated: boolean }

type Verdict = (typeof verdicts)[number]
type Input = z.output<typeof decideInput>

/** Verdicts that take something from its writer, who is told why. */
const needReason: Verdict[] = ['reject', 'return', 'hide']

/**
 * A moderator decides about an item. The decision names the version and the text it saw: on another one it is refused and told what is
 * true now, unless somebody has decided the very same, which counts as done.
 */
export const decide = command({
  name: 'decide',
  input: decideInput,
  least: 'moderator',
  load: loadItem,
  permit: () => null,
  async perform({ tx, viewer, input, subject: item, now }) {
    const moderatorId = viewer.id
    if (!moderatorId) return refuse('signed-out', 'Decisions are made by people with an account.')
    if (item.comment.state === 'withdrawn') return refuse('conflict', 'The writer has withdrawn this text.', presentOf(item))
    if (item.version !== input.version) return repeatedOrStale(item, input)
    if (input.revision !== '' && input.revision !== item.commentRevision.id) return stale(item)
    const state = stateAfter(item.comment.state, input.action)
    if (!state) return stale(item)
    const reasonProblem = checkReason(input)
    if (reasonProblem) return reasonProblem

    const guarded = await tx.reviewItem.updateMany({
      where: { id: item.id, version: input.version },
      data: { state: 'decided', decidedAt: now, version: { increment: 1 } },
    })
    if (guarded.count !== 1) return stale(item)
    await tx.comment.update({
      where: { id: item.comment.id },
      data: { state, version: { increment: 1 }, ...(state === 'published' && approval(item, now)) },
      select: { id: true },
    })
    const decision = await tx.decision.create({
      data: {
        reviewItemId: item.id, itemVersion: input.version, commentRevisionId: item.commentRevision.id, action: input.action,
        fromState: item.comment.state, toState: state, reasonCode: input.reasonCode, reasonNote: input.reasonNote,
        byId: moderatorId, at: now, before: snapshot(item),
      },
      select: { id: true },
    })
    const value: Decided = { decisionId: decision.id, itemId: item.id, version: input.version + 1, state, repeated: false }
    return done(value, { type: 'comment', id: item.comment.id })
  },
})

type Item = Exclude<Awaited<ReturnType<typeof loadItem>>, Refusal>

async function loadItem(tx: Transaction, { itemId }: Input) {
  const found = await tx.reviewItem.findUnique({ where: { id: itemId }, select: { commentId: true } })
  if (!found?.commentId) return refuse('not-found', 'There is no such item in the queue.')
  await lockThreadOf(tx, found.commentId)
  const item = await tx.reviewItem.findUniqueOrThrow({
    where: { id: itemId },
    select: {
      id: true, state: true, version: true, decidedAt: true,
      commentRevision: { select: { id: true, digest: true } },
      comment: { select: { id: true, state: true, approvedRevisionId: true, publishedAt: true } },
      decisions: {
        orderBy: { seq: 'desc' },
        take: 1,
        select: { id: true, action: true, at: true, itemVersion: true, by: { select: { name: true, handle: true } } },
      },
    },
  })
  if (!item.comment || !item.commentRevision) return refuse('not-found', 'There is no such item in the queue.')
  return { ...item, comment: item.comment, commentRevision: item.commentRevision }
}

function checkReason(input: Input): Refusal | null {
  if (!needReason.includes(input.action)) return null
  if (input.reasonCode === '' && input.reasonNote === '') return refuseField('reasonCode', 'Please say why, so that the writer knows.')
  if (input.reasonCode === 'other' && input.reasonNote === '') return refuseField('reasonNote', 'Please say why in your own words.')
  return null
}

/** Two moderators who decide the same have decided once. */
function repeatedOrStale(item: Item, input: Input) {
  const last = item.decisions[0]
  if (!last || last.action !== input.action || last.itemVersion !== input.version || item.version !== input.version + 1) return stale(item)
  const value: Decided = { decisionId: last.id, itemId: item.id, version: item.version, state: item.comment.state, repeated: true }
  return done(value, { type: 'comment', id: item.comment.id })
}

function stale(item: Item): Refusal {
  const last = item.decisions[0]
  const who = last && item.state === 'decided' ? `${last.by?.name ?? theSite} was first (${last.action}).` : 'It was changed in the meantime.'
  return refuse('conflict', `${who} Nothing of yours was lost; here is how it stands now.`, presentOf(item))
}

function presentOf(item: Item) {
  const last = item.decisions[0]
  return {
    present: {
      itemId: item.id, version: item.version, state: item.comment.state,
      by: last ? (last.by?.name ?? theSite) : null, action: last?.action ?? null, at: last?.at.toISOString() ?? null,
    },
  }
}

/** The text that becomes public is the one the moderator saw. A comment is new once: restoring keeps its date. */
function approval(item: Item, now: Date) {
  return {
    approvedRevisionId: item.commentRevision.id,
    approvedDigest: item.commentRevision.digest,
    publishedAt: item.comment.publishedAt ?? now,
  }
}

/** What an undo puts back. */
function snapshot(item: Item) {
  return {
    comment: {
      state: item.comment.state,
      approvedRevisionId: item.comment.approvedRevisionId,
      publishedAt: item.comment.publishedAt?.toISOString() ?? null,
    },
    item: { state: item.state, decidedAt: item.decidedAt?.toISOString() ?? null },
  }
}
