import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** The files of these images are deleted, so there is nothing left to know of them. */
export const forgetImages = command({
  name: 'forget-images',
  input: z.strictObject({ names: z.array(z.string()) }),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { names } }) {
    const { count } = await tx.media.deleteMany({ where: { name: { in: names }, goneAt: { not: null } } })
    return done({ count })
  },
})
