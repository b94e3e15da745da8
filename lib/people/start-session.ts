import { z } from 'zod'
import { command } from '#lib/command.ts'
import { openSession } from '#lib/people/open-session.ts'
import { refuseBanned } from '#lib/people/refuse-banned.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/**
 * Lets somebody in whose password was right a moment ago. Only sign-in-by-password.ts runs it: it names the hash that it
 * checked, so that a password changed in between lets nobody in.
 */
export const startSession = command({
  name: 'start-session',
  input: z.strictObject({ personId: z.uuid(), checkedHash: z.string().min(1) }),
  least: 'anonymous',
  async load(tx, { personId, checkedHash }, now) {
    const person = await tx.person.findFirst({ where: { id: personId, passwordHash: checkedHash }, select: { id: true, handle: true } })
    return person ? ((await refuseBanned(tx, person.id, now)) ?? person) : wrongPassword()
  },
  permit: () => null,
  perform: async ({ tx, subject, now }) => done(await openSession(tx, subject, 'password', now), { type: 'person', id: subject.id }),
})

/** One sentence for every way of being wrong. */
export function wrongPassword(): Refusal {
  const message = 'These two do not go together, or there were too many wrong guesses in the last hour. You can have a sign-in link sent to you instead.'
  return refuse('invalid', message, { fields: { password: 'Please check the password, and the name above it.' } })
}
