import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Somebody gave a wrong password. What they gave as a name is not kept: it may be a password too. */
export const noteFailedSignIn = command({
  name: 'note-failed-sign-in',
  input: z.strictObject({ personId: z.uuid().nullable() }),
  least: 'anonymous',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { personId }, now }) {
    await noteEvent(tx, { kind: 'failed-sign-in', personId, byId: null, about: 'password' }, now)
    return done(null)
  },
})
