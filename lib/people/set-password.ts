import { z } from 'zod'
import { command } from '#lib/command.ts'
import { passwordField } from '#lib/people/check-password.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { endLinks, endSessions, endTokens } from '#lib/people/open-session.ts'
import { done } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Gives somebody a new password at the command line. All their sessions and API tokens end: it is most often done because somebody else had them. */
export const setPassword = command({
  name: 'set-password',
  input: z.strictObject({ handle: z.string(), password: passwordField }).transform(async ({ handle, password }) => ({ handle, hash: await hashPassword(password) })),
  least: 'operator',
  load: (tx, { handle }) => lockNamedPerson(tx, handle),
  permit: () => null,
  async perform({ tx, viewer, input: { hash }, subject, now }) {
    await endLinks(tx, subject.id)
    await tx.person.updateMany({ where: { id: subject.id }, data: { passwordHash: hash } })
    await endSessions(tx, subject.id)
    await endTokens(tx, subject.id, now)
    await noteEvent(tx, { kind: 'password-changed', personId: subject.id, byId: viewer.id }, now)
    return done(null, { type: 'person', id: subject.id })
  },
})
