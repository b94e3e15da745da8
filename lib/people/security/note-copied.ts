import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** A backup of the whole site was made, or this site was made of one. */
export const noteCopied = command({
  name: 'note-copied',
  input: z.strictObject({ kind: z.enum(['backup-made', 'restored']), of: z.iso.datetime() }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { kind, of }, now }) {
    await noteEvent(tx, { kind, personId: null, byId: null, about: of }, now)
    return done(null, { type: 'backup', id: of })
  },
})
