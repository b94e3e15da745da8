import { z } from 'zod'
import { command } from '#lib/command.ts'
import { passwordField } from '#lib/people/check-password.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { endSessions } from '#lib/people/open-session.ts'
import { done } from '#lib/refusal.ts'

/** Gives somebody a new password at the command line. All their sessions end. */
export const setPassword = command({
  name: 'set-password',
  input: z.strictObject({ handle: z.string(), password: passwordField }).transform(async ({ handle, password }) => ({ handle, hash: await hashPassword(password) })),
  least: 'operator',
  load: (tx, { handle }) => lockNamedPerson(tx, handle),
  permit: () => null,
  async perform({ tx, input: { hash }, subject }) {
    await tx.person.updateMany({ where: { id: subject.id }, data: { passwordHash: hash } })
    await endSessions(tx, subject.id)
    return done(null, { type: 'person', id: subject.id })
  },
})
