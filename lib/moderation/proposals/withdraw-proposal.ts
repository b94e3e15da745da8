import { z } from 'zod'
import { command } from '#lib/command.ts'
import { inHand, loadOwnProposal, permitOwnProposal } from '#lib/moderation/proposals/load-own-proposal.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Somebody takes back a proposal that nobody approved. Twice is once. What was approved is changed by another proposal. */
export const withdrawProposal = command({
  name: 'withdraw-proposal',
  input: z.strictObject({ proposalId: z.uuid() }),
  least: 'reader',
  suspendedToo: true,
  load: (tx, { proposalId }) => loadOwnProposal(tx, proposalId),
  permit: permitOwnProposal,
  async perform({ tx, subject: { id, state, itemId, untold }, now }) {
    const about = { type: 'proposal', id }
    if (state === 'withdrawn') return done({ takenBack: false }, about)
    if (state === 'published') return refuse('conflict', 'This is part of the page by now. What should be otherwise there can be proposed.', { present: { state } })
    if (untold) return inHand
    await tx.proposal.update({ where: { id }, data: { state: 'withdrawn' }, select: { id: true } })
    await tx.reviewItem.updateMany({ where: { id: itemId, state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
    return done({ takenBack: true }, about)
  },
})
