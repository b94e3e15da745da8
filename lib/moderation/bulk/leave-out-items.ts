import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Settles items of a bulk that could not be decided, with one sentence why. One that was settled meanwhile stays as it is. */
export const leaveOutItems = command({
  name: 'leave-out-items',
  input: z.strictObject({ bulkId: z.uuid(), positions: z.array(z.number().int()), why: z.string().min(1).max(500) }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { bulkId, positions, why } }) {
    const { count } = await tx.bulkItem.updateMany({
      where: { bulkId, position: { in: positions }, state: 'pending' }, data: { state: 'skipped', why },
    })
    return done({ count }, { type: 'bulk', id: bulkId })
  },
})
