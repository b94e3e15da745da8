import { z } from 'zod'
import { command } from '#lib/command.ts'
import { biographyField } from '#lib/people/biography-field.ts'
import { roleField } from '#lib/people/change-role.ts'
import { handleField, handleTaken } from '#lib/people/check-handle.ts'
import { passwordField } from '#lib/people/check-password.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { lockAddress, findOwner } from '#lib/people/lock-address.ts'
import { emailField, nameField, pronounsField, websiteField } from '#lib/people/person-fields.ts'
import { done, refuseField } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Makes an account at the command line. Whoever holds the machine vouches for the address, unless they say otherwise. */
export const createPerson = command({
  name: 'create-person',
  input: z
    .strictObject({
      handle: handleField,
      role: roleField,
      name: nameField,
      email: z.union([z.literal(''), emailField]).default(''),
      emailVerified: z.boolean().default(true),
      password: passwordField,
      pronouns: pronounsField,
      biography: biographyField,
      website: websiteField,
    })
    .transform(async ({ password, ...person }) => ({ ...person, passwordHash: await hashPassword(password) })),
  least: 'operator',
  load: async (tx, { email }) => {
    if (email === '') return {}
    await lockAddress(tx, email)
    return (await findOwner(tx, email)) ? refuseField('email', 'Somebody has this address already.') : {}
  },
  permit: () => null,
  async perform({ tx, viewer, input, now }) {
    const { handle, role, name, passwordHash, pronouns, biography, website } = input
    const [person] = await tx.person.createManyAndReturn({
      data: [{
        handle, skeleton: foldHandle(handle), role, name, passwordHash, pronouns, website, createdAt: now,
        biography: biography.source, biographyHtml: biography.html, ...addressOf(input, now),
      }],
      skipDuplicates: true,
      select: { id: true, handle: true },
    })
    if (person) await noteEvent(tx, { kind: 'account-made', personId: person.id, byId: viewer.id, about: role }, now)
    return person ? done(person, { type: 'person', id: person.id }) : refuseField('handle', handleTaken)
  },
})

function addressOf({ email, emailVerified }: { email: string; emailVerified: boolean }, now: Date) {
  return email === '' ? {} : { email, emailVerifiedAt: emailVerified ? now : null }
}
