import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import { takeBack } from '#lib/works/facts/apply-changes.ts'
import { readAppliedChanges } from '#lib/works/facts/changes.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import { readPresentFacts, refuseFacts, saveRevision } from '#lib/works/save-revision.ts'

/**
 * What was made one page of two is two pages again: the facts that came along go, exactly, and the addresses, essays, history and waiting
 * proposals of the other page are its own again. Refused once somebody has changed one of those facts.
 */
export const partWorks = command({
  name: 'part-works',
  input: z.strictObject({ /** The revision that merged them. */ revisionId: z.uuid() }),
  least: 'moderator',
  async load(tx, { revisionId }) {
    const merger = await tx.workRevision.findUnique({ where: { id: revisionId }, select: { workId: true, mergedId: true, changes: true, reason: true } })
    if (!merger?.mergedId || merger.reason !== 'merge') return refuse('not-found', 'There is no such merger.')
    // Always in the same order, so that two of these never wait for each other.
    for (const id of [merger.workId, merger.mergedId].toSorted()) await lockWork(tx, id)
    const [kept, gone] = [await standing(tx, merger.workId), await standing(tx, merger.mergedId)]
    return { changes: readAppliedChanges(merger.changes), kept, gone }
  },
  permit: (_, { kept, gone }) => {
    if (kept.mergedIntoId) return refuse('conflict', 'The page that stayed was merged into another one since. Please part those two first.')
    return gone.mergedIntoId === kept.id ? null : refuse('conflict', 'These are two pages already.')
  },
  async perform({ tx, viewer, subject: { changes, kept, gone }, now }) {
    const document = takeBack(await readPresentFacts(tx, kept), changes)
    if (!document) return refuse('conflict', 'Something that came from the other page was changed since, so the two cannot be parted as they were.')
    const back = changes.map(({ key, was, now: is }) => ({ key, was: is, now: was }))
    await saveRevision(tx, { workId: kept.id, document, changes: back, reason: 'part', byId: viewer.id, mergedId: gone.id, now })
    const trouble = await refuseFacts(tx, await readPresentFacts(tx, gone), gone.id)
    if (trouble) return trouble
    await leadBack(tx, gone.id, kept.id)
    return done({ slug: gone.slug }, { type: 'work', id: gone.id })
  },
})

function standing(tx: Transaction, id: string) {
  return tx.work.findUniqueOrThrow({ where: { id }, select: { id: true, slug: true, currentRevisionId: true, mergedIntoId: true } })
}

/** The page stands by itself again, and what had led to it before leads to it again. */
async function leadBack(tx: Transaction, gone: string, kept: string) {
  await tx.work.update({ where: { id: gone }, data: { mergedIntoId: null, version: { increment: 1 } }, select: { id: true } })
  const mergers = await tx.workRevision.findMany({ where: { workId: gone, mergedId: { not: null } }, orderBy: { number: 'asc' }, select: { mergedId: true, reason: true } })
  const last = new Map(mergers.map(({ mergedId, reason }) => [mergedId, reason]))
  const before = [...last].flatMap(([id, reason]) => (id && reason === 'merge' ? [id] : []))
  await tx.work.updateMany({ where: { id: { in: before }, mergedIntoId: kept }, data: { mergedIntoId: gone } })
}
