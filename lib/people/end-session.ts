import { z } from 'zod'
import { command } from '#lib/command.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Signs out: the session that has this secret is gone. Suspended people can do that too. */
export const endSession = command({
  name: 'end-session',
  input: z.strictObject({ secret: z.string().min(1).max(200) }),
  least: 'anonymous',
  load: async (tx, { secret }) =>
    (await tx.session.findUnique({ where: { id: digestOf(secret) }, select: { id: true, personId: true } })) ??
    refuse('not-found', 'You are signed out already.'),
  permit: () => null,
  async perform({ tx, subject, now }) {
    await tx.session.deleteMany({ where: { id: subject.id } })
    await noteEvent(tx, { kind: 'sign-out', personId: subject.personId, byId: subject.personId }, now)
    return done(null, { type: 'person', id: subject.personId })
  },
})
