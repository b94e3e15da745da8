import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockBulk } from '#lib/moderation/bulk/lock-bulk.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Breaks a bulk off: what is decided stays decided, the rest waits. Anybody on the team can, and can go on with it. */
export const stopBulk = command({
  name: 'stop-bulk',
  input: z.strictObject({ bulkId: z.uuid() }),
  least: 'moderator',
  load: (tx, { bulkId }) => lockBulk(tx, bulkId),
  permit: (_, bulk) => (bulk.finishedAt ? refuse('conflict', 'All of it is done already.') : null),
  async perform({ tx, viewer, subject: bulk, now }) {
    if (!bulk.stoppedAt) {
      await tx.bulk.update({ where: { id: bulk.id }, data: { stoppedAt: now, stoppedById: viewer.id, leasedUntil: null }, select: { id: true } })
    }
    return done({ bulkId: bulk.id }, { type: 'bulk', id: bulk.id })
  },
})
