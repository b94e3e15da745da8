import { z } from 'zod'
import { command } from '#lib/command.ts'
import { roleField } from '#lib/people/change-role.ts'
import { handleField, handleTaken } from '#lib/people/check-handle.ts'
import { passwordField } from '#lib/people/check-password.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { lockAddress, findOwner } from '#lib/people/lock-address.ts'
import { emailField, nameField } from '#lib/people/person-fields.ts'
import { done, refuseField } from '#lib/refusal.ts'

/** Makes an account at the command line. Whoever holds the machine vouches for the address. */
export const createPerson = command({
  name: 'create-person',
  input: z
    .strictObject({ handle: handleField, role: roleField, name: nameField, email: z.union([z.literal(''), emailField]).default(''), password: passwordField })
    .transform(async ({ password, ...person }) => ({ ...person, passwordHash: await hashPassword(password) })),
  least: 'operator',
  load: async (tx, { email }) => {
    if (email === '') return {}
    await lockAddress(tx, email)
    return (await findOwner(tx, email)) ? refuseField('email', 'Somebody has this address already.') : {}
  },
  permit: () => null,
  async perform({ tx, input: { handle, role, name, email, passwordHash }, now }) {
    const address = email === '' ? {} : { email, emailVerifiedAt: now }
    const [person] = await tx.person.createManyAndReturn({
      data: [{ handle, skeleton: foldHandle(handle), role, name, passwordHash, createdAt: now, ...address }],
      skipDuplicates: true,
      select: { id: true, handle: true },
    })
    return person ? done(person, { type: 'person', id: person.id }) : refuseField('handle', handleTaken)
  },
})
