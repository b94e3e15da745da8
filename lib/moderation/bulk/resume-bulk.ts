import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockBulk } from '#lib/moderation/bulk/lock-bulk.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Goes on with a bulk that was broken off. It stays the decision of who asked for it, whoever says that it goes on. */
export const resumeBulk = command({
  name: 'resume-bulk',
  input: z.strictObject({ bulkId: z.uuid() }),
  least: 'moderator',
  load: (tx, { bulkId }) => lockBulk(tx, bulkId),
  permit: (_, bulk) => (bulk.finishedAt ? refuse('conflict', 'All of it is done already.') : null),
  async perform({ tx, subject: bulk, now }) {
    const atWork = !bulk.stoppedAt && bulk.leasedUntil !== null && bulk.leasedUntil > now
    if (!atWork) await tx.bulk.update({ where: { id: bulk.id }, data: { stoppedAt: null, stoppedById: null, leasedUntil: null }, select: { id: true } })
    return done({ bulkId: bulk.id }, { type: 'bulk', id: bulk.id })
  },
})
