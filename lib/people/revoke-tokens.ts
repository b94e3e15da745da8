import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { endTokens } from '#lib/people/open-session.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Ends all API tokens of a person. They can, and the command line. Naming the person needs no copy of a secret that leaked. */
export const revokeTokens = command({
  name: 'revoke-tokens',
  input: z.strictObject({ handle: z.string() }),
  least: 'reader',
  load: (tx, { handle }) => lockNamedPerson(tx, handle),
  permit: (viewer, { id }) => (viewer.role === 'operator' || viewer.id === id ? null : refuse('forbidden', 'Tokens are ended by their owner.')),
  async perform({ tx, viewer, subject, now }) {
    await noteEvent(tx, { kind: 'tokens-ended', personId: subject.id, byId: viewer.id }, now)
    return done({ count: await endTokens(tx, subject.id, now) }, { type: 'person', id: subject.id })
  },
})
