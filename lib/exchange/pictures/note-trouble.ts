import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Remembers why a file of the old blog could not be had, for whoever looks at it later. */
export const noteTrouble = command({
  name: 'note-trouble',
  input: z.strictObject({ address: z.string().min(1), trouble: z.string().min(1) }),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { address, trouble }, now }) {
    await tx.importPicture.upsert({
      where: { address }, create: { address, trouble, triedAt: now }, update: { trouble, triedAt: now }, select: { address: true },
    })
    return done(null)
  },
})
