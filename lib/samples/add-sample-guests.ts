import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Writers without an account, for samples. Those who are there already stay as they are. */
export const addSampleGuests = command({
  name: 'add-sample-guests',
  input: z.strictObject({ guests: z.array(z.strictObject({ id: z.uuid(), name: z.string() })) }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { guests } }) {
    const { count } = await tx.guest.createMany({ data: guests, skipDuplicates: true })
    return done(count)
  },
})
