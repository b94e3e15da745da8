import { isDeepStrictEqual } from 'node:util'
import { keepFindings } from '#lib/comments/hold-text.ts'
import type { Transaction } from '#lib/database.ts'
import { refuseStopped } from '#lib/people/refuse-stopped.ts'
import { refuseProposal } from '#lib/proposals/proposal-text.ts'
import { saveProposalRevision } from '#lib/proposals/save-proposal-revision.ts'
import { screenProposal } from '#lib/proposals/screen-proposal.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { readChanges, wordsOf } from '#lib/works/facts/changes.ts'
import type { Document } from '#lib/works/facts/document.ts'

/** More than this many by one person keep the queue from everybody else. */
const mostWaiting = 30

/** What somebody proposed: it waits. The same, sent again while it waits, is the same. */
export type Proposed = { proposalId: string; itemId: string }

type Submission = {
  personId: string
  /** Null: a work that is not here yet. */
  workId: string | null
  baseRevisionId: string
  changes: readonly Change[]
  comment: string
  /** The facts as they are now. */
  present: Document
  now: Date
  /** Proposals that were sent in the same moment: together they are one text to somebody who may send one at a time. */
  together?: readonly string[]
}

/** Puts a proposal into the queue, checked and screened. The caller holds the lock of the work and has taken the proposer's turn. */
export async function submitProposal(tx: Transaction, { personId, workId, baseRevisionId, changes, comment, present, now, together = [] }: Submission): Promise<Outcome<Proposed>> {
  const waiting = await readWaiting(tx, personId)
  const same = waiting.find((each) => each.workId === workId && each.comment === comment && isDeepStrictEqual(each.changes, changes))
  if (same) return done<Proposed>({ proposalId: same.proposalId, itemId: same.itemId })
  if (waiting.length >= mostWaiting) return refuse('too-many', 'Much of what you suggested still waits to be read. Please send more when some of it was.')
  const trouble = (await refuseStopped(tx, personId, now)) ?? (await refuseProposal(tx, present, changes, comment, workId))
  if (trouble) return trouble
  const screened = await screenProposal(tx, wordsOf(changes, comment), { personId, now, together })
  if (!screened.ok) return screened
  const { id: proposalId } = await tx.proposal.create({ data: { workId, personId, proposedAt: now }, select: { id: true } })
  const revisionId = await saveProposalRevision(tx, { proposalId, baseRevisionId, changes, comment, reason: 'submitted', now })
  const item = await tx.reviewItem.create({
    data: { kind: 'proposal', proposalId, proposalRevisionId: revisionId, submittedAt: now, createdAt: now }, select: { id: true },
  })
  await keepFindings(tx, item.id, revisionId, screened.findings)
  return done<Proposed>({ proposalId, itemId: item.id }, { type: 'proposal', id: proposalId })
}

type Waiting = Proposed & { workId: string | null; changes: Change[]; comment: string }

async function readWaiting(tx: Transaction, personId: string): Promise<Waiting[]> {
  const rows = await tx.proposal.findMany({
    where: { personId, state: 'held' },
    select: { id: true, workId: true, currentRevision: { select: { changes: true, comment: true } }, reviewItems: { where: { kind: 'proposal' }, select: { id: true } } },
  })
  return rows.map((row) => ({
    proposalId: row.id, itemId: row.reviewItems[0]?.id ?? '', workId: row.workId,
    changes: readChanges(row.currentRevision?.changes ?? []), comment: row.currentRevision?.comment ?? '',
  }))
}
