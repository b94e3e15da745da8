import { command } from '#lib/command.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { loadProposable, permitProposal, proposeChangeInput, signedOut } from '#lib/proposals/propose-change.ts'
import { submitProposal } from '#lib/proposals/submit-proposal.ts'
import type { Proposed } from '#lib/proposals/submit-proposal.ts'
import { done } from '#lib/refusal.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { changesFrom } from '#lib/works/facts/changes.ts'
import { fieldOf } from '#lib/works/facts/fields.ts'

/**
 * Somebody suggests several things about a work at once: a proposal for each field, so that one can be approved and another returned.
 * All of them wait, or none. A work that is not here yet is one proposal: without its title there is nothing to add to.
 */
export const proposeEach = command({
  name: 'propose-each',
  input: proposeChangeInput,
  least: 'reader',
  load: loadProposable,
  permit: permitProposal,
  async perform({ tx, viewer, input: { baseRevisionId, comment }, subject: { work, present, base, wanted }, now }) {
    if (!viewer.id) return signedOut
    await takeTurn(tx, viewer.id)
    const changes = changesFrom(base, wanted)
    const sent: Proposed[] = []
    for (const part of work ? byField(changes) : [changes]) {
      const together = sent.map(({ proposalId }) => proposalId)
      const proposed = await submitProposal(tx, { personId: viewer.id, workId: work?.id ?? null, baseRevisionId, changes: part, comment, present, now, together })
      if (!proposed.ok) return proposed
      sent.push(proposed.value)
    }
    return done({ proposals: sent }, { type: 'proposal', id: sent[0]?.proposalId ?? '' })
  },
})

/** The changes of each field. That nothing is otherwise is said of nothing as a whole. */
function byField(changes: readonly Change[]): Change[][] {
  const parts = Object.values(Object.groupBy(changes, ({ key }) => fieldOf(key) ?? key)).map((part) => part ?? [])
  return parts.length > 0 ? parts : [[]]
}
