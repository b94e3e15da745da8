import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Makes a token for the API: whoever has it acts as this person. It is told once and kept as a digest. */
export const issueToken = command({
  name: 'issue-token',
  input: z.strictObject({ handle: z.string() }),
  least: 'reader',
  load: (tx, { handle }) => lockNamedPerson(tx, handle),
  permit: (viewer, { id }) => (viewer.role === 'operator' || viewer.id === id ? null : refuse('forbidden', 'A token is made for oneself.')),
  async perform({ tx, viewer, subject, now }) {
    const token = `aw_${makeSecret()}`
    const made = await tx.apiToken.create({ data: { digest: digestOf(token), personId: subject.id, createdAt: now }, select: { id: true } })
    await noteEvent(tx, { kind: 'token-made', personId: subject.id, byId: viewer.id }, now)
    return done({ id: made.id, token }, { type: 'api-token', id: made.id })
  },
})
