import { carryOutWithin, command } from '#lib/command.ts'
import { carryOutVerdict } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { loadSubject } from '#lib/moderation/decisions/load-subject.ts'
import { proposeChange, proposeChangeInput } from '#lib/proposals/propose-change.ts'
import { done, refuse } from '#lib/refusal.ts'
import { lockWork } from '#lib/works/lock-work.ts'

/**
 * A moderator changes a work at once: proposes it like anybody, and approves it in the same transaction by the same verdict. Both stand
 * where they always stand, and the approval is taken back like any other.
 */
export const proposeAndApprove = command({
  name: 'propose-and-approve',
  input: proposeChangeInput,
  least: 'moderator',
  async load(tx, { workId }) {
    const known = workId ? await tx.work.findUnique({ where: { id: workId }, select: { id: true } }) : null
    return { work: known && (await lockWork(tx, known.id)) }
  },
  permit: () => null,
  async perform({ tx, viewer, input, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    const proposed = await carryOutWithin(tx, proposeChange, viewer, input, now)
    if (!proposed.ok) return proposed
    const { proposalId, itemId } = proposed.value
    const subject = await loadSubject(tx, itemId)
    if ('ok' in subject) throw new Error('A proposal that was just written is not there')
    const verdict = { action: 'approve', version: subject.item.version, revision: '', reasonCode: '', reasonNote: '', passage: '' } as const
    const approved = await carryOutVerdict(tx, viewer.id, verdict, subject, now)
    if (!approved.ok) return approved
    const { work } = await tx.proposal.findUniqueOrThrow({ where: { id: proposalId }, select: { work: { select: { slug: true } } } })
    return done({ proposalId, itemId, decisionId: approved.value.decisionId, slug: work?.slug ?? '' }, { type: 'proposal', id: proposalId })
  },
})
