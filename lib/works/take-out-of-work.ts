import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { takeBack } from '#lib/works/facts/apply-changes.ts'
import { readAppliedChanges } from '#lib/works/facts/changes.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import { readPresentFacts, saveRevision } from '#lib/works/save-revision.ts'

/**
 * Takes back what the approval of a proposal did to a work, exactly: a fact that was there before is there again with its source and
 * whoever proposed it. A work that was nothing but this proposal goes. Refused once something of it was changed by somebody else.
 * @param proposalId locked with {@link lockWorkOf}; the caller gives it the state that it had
 */
export async function takeOutOfWork(
  tx: Transaction,
  { proposalId, byId, now }: { proposalId: string; byId: string | null; now: Date },
): Promise<Outcome<{ workId: string; gone: boolean }>> {
  const effect = await tx.workRevision.findFirst({
    where: { proposalId, reason: 'proposal' }, orderBy: { createdAt: 'desc' },
    select: { workId: true, changes: true, number: true },
  })
  if (!effect) return refuse('conflict', 'This proposal changed nothing.')
  const work = await lockWork(tx, effect.workId)
  if (work.id !== effect.workId) return refuse('conflict', 'This work was merged into another since, so this cannot be taken back as it was.')
  const changes = readAppliedChanges(effect.changes)
  const before = takeBack(await readPresentFacts(tx, work), changes)
  if (!before) return refuse('conflict', 'Something of this was changed since, so it cannot be taken back as it was.')
  const gone = Object.keys(before.facts).length === 0
  if (!gone && !('title' in before.facts && 'kind' in before.facts)) {
    return refuse('conflict', 'Others have added to this work since, so it cannot be taken away.')
  }
  const back = changes.map(({ key, was, now: is }) => ({ key, was: is, now: was }))
  await saveRevision(tx, { workId: work.id, document: before, changes: back, reason: 'undo', proposalId, byId, now })
  if (gone) await tx.work.update({ where: { id: work.id }, data: { currentRevisionId: null }, select: { id: true } })
  return done({ workId: work.id, gone })
}
