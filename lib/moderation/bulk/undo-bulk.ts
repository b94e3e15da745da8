import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { lockBulk } from '#lib/moderation/bulk/lock-bulk.ts'
import { writeItems } from '#lib/moderation/bulk/open-bulk.ts'
import type { BulkRow } from '#lib/moderation/bulk/open-bulk.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * Takes everything back that a bulk decided: a bulk of undos, of which each can do what a single undo can, and no more. Texts that
 * were decided again since stay as they are, and are named. Whoever asks second comes to the same bulk.
 */
export const undoBulk = command({
  name: 'undo-bulk',
  input: z.strictObject({ bulkId: z.uuid() }),
  least: 'moderator',
  load: (tx, { bulkId }) => lockBulk(tx, bulkId),
  permit: (_, bulk) => (bulk.action === 'undo' ? refuse('conflict', 'What was taken back can only be decided anew.') : null),
  async perform({ tx, viewer, subject: bulk, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    if (bulk.undoneBy) return done({ bulkId: bulk.undoneBy.id }, { type: 'bulk', id: bulk.undoneBy.id })
    if (!bulk.finishedAt && !bulk.stoppedAt) return refuse('conflict', 'It is still being worked on. Please stop it first.')
    if (!bulk.finishedAt) await closeBulk(tx, bulk.id, now)
    const rows = await gatherDecided(tx, bulk.id)
    if (rows.length === 0) return refuse('conflict', 'Nothing was decided by it, so there is nothing to take back.')
    const { id } = await tx.bulk.create({ data: { byId: viewer.id, action: 'undo', title: bulk.title, at: now, undoesId: bulk.id }, select: { id: true } })
    await writeItems(tx, id, rows)
    return done({ bulkId: id }, { type: 'bulk', id })
  },
})

/** What a bulk that was broken off had not come to is never decided by it any more. An item in hand is waited for. */
async function closeBulk(tx: Transaction, bulkId: string, now: Date): Promise<void> {
  await tx.bulkItem.updateMany({ where: { bulkId, state: 'pending' }, data: { state: 'skipped', why: 'It was taken back before its turn came.' } })
  await tx.bulk.update({ where: { id: bulkId }, data: { finishedAt: now, leasedUntil: null }, select: { id: true } })
}

/** Backwards: the last comment of a thread disappears without numbering those before it anew, and what closed along the way opens in turn. */
async function gatherDecided(tx: Transaction, bulkId: string): Promise<BulkRow[]> {
  const items = await tx.bulkItem.findMany({
    where: { bulkId, state: 'done' }, orderBy: { position: 'desc' }, select: { reviewItemId: true, version: true },
  })
  return items.map(({ reviewItemId: itemId, version }) => ({ itemId, version: version + 1 }))
}
