import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import { bringTogether } from '#lib/works/facts/bring-together.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import { readPresentFacts, refuseFacts, saveRevision } from '#lib/works/save-revision.ts'

/**
 * Two pages turn out to be about one work: the addresses, the essays and the history of the first lead to the second, which takes over what
 * it does not say itself. What waits about the first is then about the second.
 */
export const mergeWorks = command({
  name: 'merge-works',
  input: z.strictObject({
    workId: z.uuid(),
    /** The address of the page that stays, or the last part of it. */
    into: z.string().trim().min(1, { error: 'Please give the address of the page that stays.' }).max(300),
  }),
  least: 'moderator',
  async load(tx, { workId, into }) {
    const slug = into.split('/').filter(Boolean).at(-1) ?? ''
    const target = await tx.publishedWorkAddress.findUnique({ where: { slug }, select: { workId: true } })
    if (!target) return refuseField('into', 'There is no work at this address.')
    // Always in the same order, so that two of these never wait for each other.
    const ids = [workId, target.workId].toSorted()
    for (const id of ids) if (await tx.work.findUnique({ where: { id }, select: { id: true } })) await lockWork(tx, id)
    const gone = await tx.work.findUnique({ where: { id: workId }, select: { id: true, currentRevisionId: true, mergedIntoId: true } })
    if (!gone?.currentRevisionId || gone.mergedIntoId) return refuse('not-found', 'There is no such work here any more.')
    return { gone, kept: await lockWork(tx, target.workId) }
  },
  permit: (_, { gone, kept }) => (gone.id === kept.id ? refuseField('into', 'This is the same page.') : null),
  async perform({ tx, viewer, subject: { gone, kept }, now }) {
    const other = await tx.work.findUniqueOrThrow({ where: { id: gone.id }, select: { title: true, slug: true } })
    const { document, added } = bringTogether(await readPresentFacts(tx, kept), await readPresentFacts(tx, gone))
    await leadTo(tx, gone.id, kept.id)
    const trouble = await refuseFacts(tx, document, kept.id)
    if (trouble) return trouble
    const note = `The page at /works/${other.slug} was about the same work.`
    await saveRevision(tx, { workId: kept.id, document, changes: added, reason: 'merge', byId: viewer.id, mergedId: gone.id, note, now })
    return done({ slug: kept.slug }, { type: 'work', id: gone.id })
  },
})

/** What led to the one that goes leads on, so that no address leads over two. */
async function leadTo(tx: Transaction, gone: string, kept: string) {
  await tx.work.updateMany({ where: { mergedIntoId: gone }, data: { mergedIntoId: kept } })
  await tx.work.update({ where: { id: gone }, data: { mergedIntoId: kept, version: { increment: 1 } }, select: { id: true } })
}
