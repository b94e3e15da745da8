import type { Transaction } from '#lib/database.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { wordsOf } from '#lib/works/facts/changes.ts'
import { asJson } from '#lib/works/save-revision.ts'

type New = { proposalId: string; baseRevisionId: string; changes: readonly Change[]; comment: string; reason: 'submitted' | 'resubmitted'; now: Date }

/** Saves what a proposal says as its newest form, for good. @returns the id of that form */
export async function saveProposalRevision(tx: Transaction, { proposalId, baseRevisionId, changes, comment, reason, now }: New): Promise<string> {
  const { id } = await tx.proposalRevision.create({
    data: {
      proposalId, baseRevisionId: baseRevisionId || null, changes: asJson(changes), comment, text: wordsOf(changes, comment), reason, createdAt: now,
    },
    select: { id: true },
  })
  await tx.proposal.update({ where: { id: proposalId }, data: { currentRevisionId: id }, select: { id: true } })
  return id
}
