import { z } from 'zod'
import { command } from '#lib/command.ts'
import { handleField, handleTaken } from '#lib/people/check-handle.ts'
import { passwordField, passwordProblem } from '#lib/people/check-password.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { askForProof } from '#lib/people/make-mail-link.ts'
import { openSession } from '#lib/people/open-session.ts'
import { emailField, nameField } from '#lib/people/person-fields.ts'
import { done, refuseField } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** The password is hashed while parsing, before the transaction opens. */
export const signUpInput = z
  .strictObject({ name: nameField, handle: handleField, email: emailField, password: passwordField })
  .superRefine(({ name, handle, email, password }, context) => {
    const problem = passwordProblem(password, [name, handle, email])
    if (problem) context.addIssue({ code: 'custom', path: ['password'], message: problem })
  })
  .transform(async ({ password, ...person }) => ({ ...person, passwordHash: await hashPassword(password) }))

/**
 * Somebody makes an account and is signed in at once. The address is a claim until a link sent there was used; whether
 * anybody has it already shows nowhere but in the mailbox.
 */
export const signUp = command({
  name: 'sign-up',
  input: signUpInput,
  least: 'anonymous',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input, now }) {
    const { name, handle, email, passwordHash } = input
    const [person] = await tx.person.createManyAndReturn({
      data: [{ name, handle, skeleton: foldHandle(handle), email, passwordHash, createdAt: now }],
      skipDuplicates: true,
      select: { id: true, handle: true },
    })
    if (!person) return refuseField('handle', handleTaken)
    await askForProof(tx, { ...person, email }, now)
    await noteEvent(tx, { kind: 'account-made', personId: person.id, byId: person.id, about: 'sign-up' }, now)
    return done(await openSession(tx, person, 'sign-up', now), { type: 'person', id: person.id })
  },
})
