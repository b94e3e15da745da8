import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import { keepFindings } from '#lib/comments/hold-text.ts'
import type { Transaction } from '#lib/database.ts'
import { refuseStopped } from '#lib/people/refuse-stopped.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { saveProposalRevision } from '#lib/proposals/save-proposal-revision.ts'
import { proposalFields, refuseLocked, refuseProposal } from '#lib/proposals/proposal-text.ts'
import { screenProposal } from '#lib/proposals/screen-proposal.ts'
import { done, refuse } from '#lib/refusal.ts'
import { changesFrom, readChanges, wordsOf } from '#lib/works/facts/changes.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { emptyDocument, readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import { readPresentFacts } from '#lib/works/save-revision.ts'
import { hasRole } from '#lib/viewer.ts'

/** More than this many by one person keep the queue from everybody else. */
const mostWaiting = 30

/** What somebody proposed: it waits. The same, sent again while it waits, is the same. */
export type Proposed = { proposalId: string; itemId: string }

export const proposeChangeInput = z.strictObject({
  /** Empty: a work that is not here yet. */
  workId: z.union([z.uuid(), z.literal('')]).default(''),
  ...proposalFields,
})

/** Somebody says that the facts of a work should be otherwise, or that a work should be here. It waits until a moderator decides. */
export const proposeChange = command({
  name: 'propose-change',
  input: proposeChangeInput,
  least: 'reader',
  async load(tx, { workId, baseRevisionId, changes }) {
    if (!workId) return { work: null, present: emptyDocument, base: emptyDocument, wanted: changes }
    const known = await tx.work.findUnique({ where: { id: workId }, select: { id: true } })
    if (!known) return notHere
    const work = await lockWork(tx, workId)
    const base = work.currentRevisionId ? await readBase(tx, [workId, work.id], baseRevisionId) : null
    return base ? { work, present: await readPresentFacts(tx, work), base, wanted: changes } : notHere
  },
  permit: (viewer, { present, wanted }) => (hasRole(viewer, 'moderator') ? null : refuseLocked(present, wanted)),
  async perform({ tx, viewer, input: { baseRevisionId, comment }, subject: { work, present, base, wanted }, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, personId)
    const changes = changesFrom(base, wanted)
    const waiting = await readWaiting(tx, personId, work?.id ?? null)
    const same = waiting.find((each) => isDeepStrictEqual(each.changes, changes) && each.comment === comment)
    if (same) return done<Proposed>(same)
    if (waiting.length >= mostWaiting) return refuse('too-many', 'Much of what you suggested still waits to be read. Please send more when some of it was.')
    const trouble = (await refuseStopped(tx, personId, now)) ?? (await refuseProposal(tx, present, changes, comment, work?.id ?? null))
    if (trouble) return trouble
    const screened = await screenProposal(tx, wordsOf(changes, comment), { personId, now })
    if (!screened.ok) return screened
    const { id: proposalId } = await tx.proposal.create({ data: { workId: work?.id ?? null, personId, proposedAt: now }, select: { id: true } })
    const revisionId = await saveProposalRevision(tx, { proposalId, baseRevisionId, changes, comment, reason: 'submitted', now })
    const item = await tx.reviewItem.create({
      data: { kind: 'proposal', proposalId, proposalRevisionId: revisionId, submittedAt: now, createdAt: now }, select: { id: true },
    })
    await keepFindings(tx, item.id, revisionId, screened.findings)
    return done<Proposed>({ proposalId, itemId: item.id }, { type: 'proposal', id: proposalId })
  },
})

const notHere = refuse('not-found', 'There is no such work here any more. What you wrote is still here.')

/** The facts that the proposer saw, which may be older than the present ones. */
async function readBase(tx: Transaction, workIds: string[], baseRevisionId: string): Promise<Document | null> {
  if (!baseRevisionId) return null
  const base = await tx.workRevision.findUnique({ where: { id: baseRevisionId }, select: { workId: true, facts: true } })
  return base && workIds.includes(base.workId) ? readDocument(base.facts) : null
}

type Waiting = Proposed & { changes: Change[]; comment: string }

async function readWaiting(tx: Transaction, personId: string, workId: string | null): Promise<Waiting[]> {
  const rows = await tx.proposal.findMany({
    where: { personId, state: 'held' },
    select: { id: true, workId: true, currentRevision: { select: { changes: true, comment: true } }, reviewItems: { where: { kind: 'proposal' }, select: { id: true } } },
  })
  return rows.map((row) => ({
    proposalId: row.id, itemId: row.reviewItems[0]?.id ?? '', comment: row.currentRevision?.comment ?? '',
    changes: row.currentRevision && row.workId === workId ? readChanges(row.currentRevision.changes) : [],
  }))
}
