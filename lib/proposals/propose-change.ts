import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { proposalFields, refuseLocked } from '#lib/proposals/proposal-text.ts'
import { submitProposal } from '#lib/proposals/submit-proposal.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { changesFrom } from '#lib/works/facts/changes.ts'
import { emptyDocument, readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import type { LockedWork } from '#lib/works/lock-work.ts'
import { readPresentFacts } from '#lib/works/save-revision.ts'
import { hasRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export const proposeChangeInput = z.strictObject({
  /** Empty: a work that is not here yet. */
  workId: z.union([z.uuid(), z.literal('')]).default(''),
  ...proposalFields,
})

type Input = z.output<typeof proposeChangeInput>

/** What a proposal is about: the work under its lock, its facts now and as the proposer saw them. */
export type Proposable = { work: LockedWork | null; present: Document; base: Document; wanted: Input['changes'] }

/** Somebody says that the facts of a work should be otherwise, or that a work should be here. It waits until a moderator decides. */
export const proposeChange = command({
  name: 'propose-change',
  input: proposeChangeInput,
  least: 'reader',
  load: loadProposable,
  permit: permitProposal,
  async perform({ tx, viewer, input: { baseRevisionId, comment }, subject: { work, present, base, wanted }, now }) {
    if (!viewer.id) return signedOut
    await takeTurn(tx, viewer.id)
    return submitProposal(tx, { personId: viewer.id, workId: work?.id ?? null, baseRevisionId, changes: changesFrom(base, wanted), comment, present, now })
  },
})

export const signedOut = refuse('signed-out', 'Please sign in first.')

export async function loadProposable(tx: Transaction, { workId, baseRevisionId, changes }: Input): Promise<Proposable | Refusal> {
  if (!workId) return { work: null, present: emptyDocument, base: emptyDocument, wanted: changes }
  const known = await tx.work.findUnique({ where: { id: workId }, select: { id: true } })
  if (!known) return notHere
  const work = await lockWork(tx, workId)
  const base = work.currentRevisionId ? await readBase(tx, [workId, work.id], baseRevisionId) : null
  return base ? { work, present: await readPresentFacts(tx, work), base, wanted: changes } : notHere
}

/** Null where no field is locked; moderators change those as well. */
export function permitProposal(viewer: Viewer, { present, wanted }: Proposable): Refusal | null {
  return hasRole(viewer, 'moderator') ? null : refuseLocked(present, wanted)
}

const notHere = refuse('not-found', 'There is no such work here any more. What you wrote is still here.')

/** The facts that the proposer saw, which may be older than the present ones. */
async function readBase(tx: Transaction, workIds: string[], baseRevisionId: string): Promise<Document | null> {
  if (!baseRevisionId) return null
  const base = await tx.workRevision.findUnique({ where: { id: baseRevisionId }, select: { workId: true, facts: true } })
  return base && workIds.includes(base.workId) ? readDocument(base.facts) : null
}
