import type { CommentState } from '#database'
import type { Transaction } from '#lib/database.ts'
import { isVerdictUntold } from '#lib/moderation/proposals/untold-verdict.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { lockWorkOf } from '#lib/works/lock-work.ts'

/** A proposal as its proposer's commands need it, under the lock of its work. */
export type OwnProposal = {
  id: string
  state: CommentState
  personId: string | null
  itemId: string
  /** It was returned or rejected and they are not told yet: for them it waits. */
  untold: boolean
}

/** Nothing that is not theirs is there for them: see {@link permitOwnProposal}. */
export async function loadOwnProposal(tx: Transaction, proposalId: string): Promise<OwnProposal | Refusal> {
  await lockWorkOf(tx, proposalId)
  const proposal = await tx.proposal.findUnique({
    where: { id: proposalId },
    select: { id: true, state: true, personId: true, reviewItems: { where: { kind: 'proposal' }, select: { id: true } } },
  })
  const [item] = proposal?.reviewItems ?? []
  if (!proposal || !item) return notHere
  return { id: proposal.id, state: proposal.state, personId: proposal.personId, itemId: item.id, untold: await isVerdictUntold(tx, proposal.id) }
}

/** Null for whoever proposed it. */
export function permitOwnProposal(viewer: Viewer, { personId }: OwnProposal): Refusal | null {
  return viewer.id !== null && viewer.id === personId ? null : notHere
}

/** In the words for a text: a verdict may still be taken back for a minute. */
export const inHand = refuse('conflict', 'A moderator has your proposal in hand just now. Please try again in a minute; what you wrote is still here.')

const notHere = refuse('not-found', 'There is no such proposal of yours.')
