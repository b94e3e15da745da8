import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockBulk } from '#lib/moderation/bulk/lock-bulk.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Whoever works on a bulk says so again within this many seconds, or another process goes on with it. */
export const leaseSeconds = 15

/** Items that are taken at once: about half a second of work. */
const chunk = 50

/** Part of a bulk that this process may decide now. */
export type TakenItems = {
  bulkId: string
  /** In whose name the decisions are made. */
  byId: string
  positions: number[]
  leasedUntil: Date
}

/**
 * Takes the next items of a bulk for one process, and keeps other processes off it for {@link leaseSeconds}. Nothing is left to
 * take once: then the bulk is finished. A process that dies loses nothing but its lease; an item is settled in the transaction of
 * its decision, so nothing is decided twice even by two processes that both believe they hold it.
 */
export const takeBulkItems = command({
  name: 'take-bulk-items',
  input: z.strictObject({
    bulkId: z.uuid(),
    /** Until when this process holds it already; empty for the first time. */
    held: z.union([z.iso.datetime(), z.literal('')]).default(''),
  }),
  least: 'operator',
  unrecorded: true,
  load: (tx, { bulkId }) => lockBulk(tx, bulkId),
  permit: () => null,
  async perform({ tx, input: { held }, subject: bulk, now }) {
    if (bulk.finishedAt || bulk.stoppedAt) return refuse('conflict', 'Nothing of this bulk is to be done.')
    const mine = held !== '' && bulk.leasedUntil?.toISOString() === held
    if (bulk.leasedUntil && bulk.leasedUntil > now && !mine) return refuse('conflict', 'Another process works on this bulk.')
    const pending = await tx.bulkItem.findMany({
      where: { bulkId: bulk.id, state: 'pending' }, orderBy: { position: 'asc' }, take: chunk, select: { position: true },
    })
    const leasedUntil = new Date(now.getTime() + leaseSeconds * 1000)
    await tx.bulk.update({
      where: { id: bulk.id }, data: pending.length > 0 ? { leasedUntil } : { leasedUntil: null, finishedAt: now }, select: { id: true },
    })
    const taken: TakenItems = { bulkId: bulk.id, byId: bulk.byId, positions: pending.map(({ position }) => position), leasedUntil }
    return done(taken, { type: 'bulk', id: bulk.id })
  },
})
