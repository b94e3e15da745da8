import type { Transaction } from '#lib/database.ts'
import { refuseLocked, refuseProposal } from '#lib/proposals/proposal-text.ts'
import { saveProposalRevision } from '#lib/proposals/save-proposal-revision.ts'
import { screenProposal } from '#lib/proposals/screen-proposal.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Finding } from '#lib/screening/screening.ts'
import { changesFrom, wordsOf } from '#lib/works/facts/changes.ts'
import type { Wish } from '#lib/works/facts/changes.ts'
import { emptyDocument, readDocument } from '#lib/works/facts/document.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import { readPresentFacts } from '#lib/works/save-revision.ts'

type Revised = { proposalId: string; baseRevisionId: string; changes: readonly Wish[]; comment: string; /** Of a moderator, whom no lock holds. */ mayUnlock: boolean; now: Date }

/**
 * A returned proposal in another form: checked, screened and saved as its newest one. What becomes of its state and of its item is the
 * caller's, who holds the lock of {@link lockWorkOf} and has taken the proposer's turn.
 */
export async function reviseProposal(tx: Transaction, { proposalId, baseRevisionId, changes: wanted, comment, mayUnlock, now }: Revised): Promise<Outcome<{ revisionId: string; findings: Finding[] }>> {
  const { workId, personId } = await tx.proposal.findUniqueOrThrow({ where: { id: proposalId }, select: { workId: true, personId: true } })
  if (!personId) throw new Error('A proposal of somebody who has left is sent by nobody')
  const work = workId ? await lockWork(tx, workId) : null
  const base = baseRevisionId ? await tx.workRevision.findUnique({ where: { id: baseRevisionId }, select: { workId: true, facts: true } }) : null
  if (work && (!base || ![work.id, workId].includes(base.workId))) return refuse('not-found', 'There is no such work here any more. What you wrote is still here.')
  const changes = changesFrom(base ? readDocument(base.facts) : emptyDocument, wanted)
  const present = work ? await readPresentFacts(tx, work) : emptyDocument
  const trouble = (mayUnlock ? null : refuseLocked(present, changes)) ?? (await refuseProposal(tx, present, changes, comment, work?.id ?? null))
  if (trouble) return trouble
  const screened = await screenProposal(tx, wordsOf(changes, comment), { personId, now, ignoring: proposalId })
  if (!screened.ok) return screened
  const revisionId = await saveProposalRevision(tx, { proposalId, baseRevisionId, changes, comment, reason: 'resubmitted', now })
  return done({ revisionId, findings: screened.findings })
}
