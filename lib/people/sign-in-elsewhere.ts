import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { findOwner, lockAddress } from '#lib/people/lock-address.ts'
import { openSession } from '#lib/people/open-session.ts'
import { emailField, nameField } from '#lib/people/person-fields.ts'
import { proposeHandles } from '#lib/people/propose-handle.ts'
import { refuseBanned } from '#lib/people/refuse-banned.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

type Person = { id: string; handle: string }

/**
 * Somebody comes from GitHub or Google. A known identity signs its person in. An unknown one joins the person who has shown that
 * the same address is theirs, if the provider says that it is verified there too; else it makes a new person.
 * An address that is not verified is not kept at all.
 */
export const signInElsewhere = command({
  name: 'sign-in-elsewhere',
  input: z.strictObject({
    provider: z.enum(['github', 'google']),
    subject: z.string().min(1).max(200),
    login: z.string(),
    name: z.string(),
    /** Only an address that the provider says is verified; else empty. */
    verifiedEmail: z.union([z.literal(''), emailField]),
  }),
  least: 'anonymous',
  async load(tx, { provider, subject, verifiedEmail }) {
    await lockAddress(tx, `${provider}:${subject}`)
    if (verifiedEmail) await lockAddress(tx, verifiedEmail)
    const identity = await tx.identity.findUnique({
      where: { provider_subject: { provider, subject } },
      select: { person: { select: { id: true, handle: true } } },
    })
    return { known: identity?.person ?? null, owner: identity || !verifiedEmail ? null : await findOwner(tx, verifiedEmail) }
  },
  permit: () => null,
  async perform({ tx, input, subject: { known, owner }, now }) {
    const person = known ?? owner ?? (await makePerson(tx, input, now))
    if (!person) return refuse('conflict', 'No handle could be found for your name. Please sign up here instead.')
    const banned = await refuseBanned(tx, person.id, now)
    if (banned) return banned
    const { provider, subject } = input
    if (!known) await tx.identity.create({ data: { provider, subject, personId: person.id, createdAt: now }, select: { provider: true } })
    if (!known && !owner) await noteEvent(tx, { kind: 'account-made', personId: person.id, byId: person.id, about: provider }, now)
    if (!known && owner) await noteEvent(tx, { kind: 'way-in-added', personId: person.id, byId: person.id, about: provider }, now)
    return done(await openSession(tx, person, provider, now), { type: 'person', id: person.id })
  },
})

async function makePerson(tx: Transaction, { login, name, verifiedEmail }: { login: string; name: string; verifiedEmail: string }, now: Date): Promise<Person | null> {
  const address = verifiedEmail ? { email: verifiedEmail, emailVerifiedAt: now } : {}
  for (const handle of proposeHandles([login, name], () => String(randomInt(1000, 9999)))) {
    const [person] = await tx.person.createManyAndReturn({
      data: [{ handle, skeleton: foldHandle(handle), name: shownName(name, handle), createdAt: now, ...address }],
      skipDuplicates: true,
      select: { id: true, handle: true },
    })
    if (person) return person
  }
  return null
}

/** The name from elsewhere where it can stand here, else the handle. */
function shownName(name: string, handle: string): string {
  const checked = nameField.safeParse(name)
  return checked.success ? checked.data : handle
}
