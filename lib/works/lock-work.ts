import type { Transaction } from '#lib/database.ts'

/**
 * Locks the work that a proposal is about, or the proposal itself while there is no such work, until the transaction ends: two changes
 * of the same facts come one after the other. Taken before anything else.
 */
export async function lockWorkOf(tx: Transaction, proposalId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM proposal WHERE id = ${proposalId}::uuid AND work_id IS NULL FOR NO KEY UPDATE`
  const proposal = await tx.proposal.findUnique({ where: { id: proposalId }, select: { workId: true } })
  if (proposal?.workId) await lockWork(tx, proposal.workId)
}

/** A work as it is under its lock. */
export type LockedWork = { id: string; slug: string; currentRevisionId: string | null }

/** Locks a work, or the one that it was merged into. */
export async function lockWork(tx: Transaction, workId: string): Promise<LockedWork> {
  const [work] = await tx.$queryRaw<(LockedWork & { mergedIntoId: string | null })[]>`
    SELECT id, slug, current_revision_id AS "currentRevisionId", merged_into_id AS "mergedIntoId" FROM work WHERE id = ${workId}::uuid FOR UPDATE`
  if (!work) throw new Error('A work that something speaks of is not there')
  const { mergedIntoId, ...locked } = work
  return mergedIntoId ? lockWork(tx, mergedIntoId) : locked
}
