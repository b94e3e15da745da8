import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { applyChanges } from '#lib/works/facts/apply-changes.ts'
import type { Applied } from '#lib/works/facts/apply-changes.ts'
import { readChanges } from '#lib/works/facts/changes.ts'
import { emptyDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import type { LockedWork } from '#lib/works/lock-work.ts'
import { readPresentFacts, refuseFacts, saveRevision } from '#lib/works/save-revision.ts'
import { chooseWorkSlug } from '#lib/works/work-slug.ts'

/** What an approval made of a work: how many of its changes came in, and how many do not fit the present facts any more. */
export type BroughtIn = { workId: string; slug: string; revisionId: string; applied: number; stale: number }

/**
 * Makes a proposal part of a work: a revision with all of its changes that still apply, and the work itself if it is not here yet.
 * The caller says in the same transaction that the proposal is approved; the database refuses the revision otherwise.
 * @param proposalId locked with {@link lockWorkOf}
 */
export async function bringIntoWork(tx: Transaction, { proposalId, now }: { proposalId: string; now: Date }): Promise<Outcome<BroughtIn>> {
  const proposal = await tx.proposal.findUniqueOrThrow({
    where: { id: proposalId },
    select: { workId: true, currentRevision: { select: { changes: true, baseRevisionId: true } } },
  })
  if (!proposal.currentRevision) throw new Error('A proposal says nothing')
  const work = proposal.workId ? await lockWork(tx, proposal.workId) : null
  if (work && !work.currentRevisionId && proposal.currentRevision.baseRevisionId) return refuse('conflict', 'This work was taken down.')
  const present = work ? await readPresentFacts(tx, work) : emptyDocument
  const applied = applyChanges(present, readChanges(proposal.currentRevision.changes), proposalId)
  const trouble = refuseNothing(applied) ?? (await refuseFacts(tx, applied.document, work?.id ?? null))
  if (trouble) return trouble
  const { id, slug } = work ?? (await openWork(tx, proposalId, applied.document, now))
  const revisionId = await saveRevision(tx, { workId: id, document: applied.document, changes: applied.done, reason: 'proposal', proposalId, now })
  if (proposal.workId !== id) await tx.proposal.update({ where: { id: proposalId }, data: { workId: id }, select: { id: true } })
  return done({ workId: id, slug, revisionId, applied: applied.done.length, stale: applied.stale.length })
}

function refuseNothing({ done: { length }, stale }: Applied) {
  if (length > 0) return null
  if (stale.length > 0) return refuse('conflict', 'The facts have changed since this was proposed, and nothing of it fits them any more.')
  return refuse('conflict', 'The facts say so already.')
}

async function openWork(tx: Transaction, proposalId: string, document: Document, now: Date): Promise<LockedWork> {
  // Two works of one title at once would want one address.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('afterword.work-address'))::text`
  const slug = await chooseWorkSlug(tx, document)
  return tx.work.create({ data: { slug, createdAt: now }, select: { id: true, slug: true, currentRevisionId: true } })
}
