import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'
import { smallKindNames } from './small-texts.ts'

/** Every text of a kind was looked through by a version of the renderer, so that the next start need not do it again. */
export const noteMadeAnew = command({
  name: 'note-made-anew',
  input: z.strictObject({ kind: z.enum(smallKindNames), version: z.int().min(1) }),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { kind, version } }) {
    await tx.madeAnew.upsert({ where: { kind }, create: { kind, version }, update: { version }, select: { kind: true } })
    return done(null)
  },
})
