import { z } from 'zod'
import { command } from '#lib/command.ts'
import { keepFindings } from '#lib/comments/hold-text.ts'
import { inHand, loadOwnProposal, permitOwnProposal } from '#lib/moderation/proposals/load-own-proposal.ts'
import { refuseStopped } from '#lib/people/refuse-stopped.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { proposalFields } from '#lib/proposals/proposal-text.ts'
import { reviseProposal } from '#lib/proposals/revise-proposal.ts'
import { done, refuse } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'

/** A proposal that came back is mended and sent again. It keeps its place in the queue by when it was sent first. */
export const sendProposalAgain = command({
  name: 'send-proposal-again',
  input: z.strictObject({ proposalId: z.uuid(), ...proposalFields }),
  least: 'reader',
  load: (tx, { proposalId }) => loadOwnProposal(tx, proposalId),
  permit: permitOwnProposal,
  async perform({ tx, viewer, input, subject: { id, state, itemId, untold }, now }) {
    if (untold) return inHand
    if (state !== 'returned' || !viewer.id) return refuse('conflict', 'This proposal is not with you to change any more.', { present: { state } })
    await takeTurn(tx, viewer.id)
    const stopped = await refuseStopped(tx, viewer.id, now)
    if (stopped) return stopped
    const revised = await reviseProposal(tx, { ...input, mayUnlock: hasRole(viewer, 'moderator'), now })
    if (!revised.ok) return revised
    const { revisionId, findings } = revised.value
    await tx.proposal.update({ where: { id }, data: { state: 'held' }, select: { id: true } })
    await tx.reviewItem.update({
      where: { id: itemId }, data: { state: 'waiting', decidedAt: null, proposalRevisionId: revisionId, version: { increment: 1 } }, select: { id: true },
    })
    await keepFindings(tx, itemId, revisionId, findings)
    return done({ proposalId: id }, { type: 'proposal', id })
  },
})
