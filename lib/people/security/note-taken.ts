import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Somebody takes a copy of what is theirs, or of the log. */
export const noteTaken = command({
  name: 'note-taken',
  input: z.strictObject({ what: z.enum(['own-data', 'own-texts', 'log']) }),
  least: 'reader',
  suspendedToo: true,
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input: { what }, now }) {
    await noteEvent(tx, { kind: 'data-taken', personId: viewer.id, byId: viewer.id, about: what }, now)
    return done(null)
  },
})
