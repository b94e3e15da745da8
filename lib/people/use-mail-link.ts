import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { findOwner, lockAddress } from '#lib/people/lock-address.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { endSessions, endTokens, openSession } from '#lib/people/open-session.ts'
import type { StartedSession } from '#lib/people/open-session.ts'
import { refuseLink } from '#lib/people/read-mail-link.ts'
import { refuseBanned } from '#lib/people/refuse-banned.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** What a used link gives: a session when it was one to sign in with. */
export type UsedLink = { session: StartedSession | null; handle: string }

type Link = { id: string; email: string; person: { id: string; handle: string; email: string | null; emailVerifiedAt: Date | null } }

/**
 * Uses a link from a mail, once. Either kind shows that the address is the person's; a `sign_in` link lets them in as well.
 * Of two uses at the same moment one wins: the row is locked, and marked by one guarded write.
 */
export const useMailLink = command({
  name: 'use-mail-link',
  input: z.strictObject({ token: z.string().max(200), purpose: z.enum(['sign_in', 'verify_address']) }),
  least: 'anonymous',
  async load(tx, { token, purpose }, now) {
    const link = await tx.mailLink.findUnique({
      where: { id: digestOf(token) },
      select: {
        id: true, purpose: true, email: true, expiresAt: true, usedAt: true,
        person: { select: { id: true, handle: true, email: true, emailVerifiedAt: true } },
      },
    })
    if (!link || link.purpose !== purpose) return refuseLink('unknown')
    if (link.usedAt) return refuseLink('used')
    if (link.expiresAt <= now) return refuseLink('expired')
    return (await refuseBanned(tx, link.person.id, now)) ?? link
  },
  permit: () => null,
  async perform({ tx, input: { purpose }, subject: link, now }): Promise<Outcome<UsedLink>> {
    const { person } = link
    const marked = await tx.mailLink.updateMany({ where: { id: link.id, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } })
    if (marked.count !== 1) return refuseLink('used')
    const proof = await proveAddress(tx, link, now)
    // The account has another address now, or somebody else has shown that this one is theirs.
    if (proof === 'impossible') return refuseLink('expired')
    if (proof === 'first') await noteEvent(tx, { kind: 'address-proved', personId: person.id, byId: person.id }, now)
    if (purpose === 'verify_address') return done({ session: null, handle: person.handle }, { type: 'person', id: person.id })
    if (proof === 'first') await dropUnproved(tx, person.id, now)
    return done({ session: await openSession(tx, person, 'link', now), handle: person.handle }, { type: 'person', id: person.id })
  },
})

async function proveAddress(tx: Transaction, { email, person }: Link, now: Date): Promise<'first' | 'again' | 'impossible'> {
  await lockAddress(tx, email)
  const owner = await findOwner(tx, email)
  if (owner) return owner.id === person.id ? 'again' : 'impossible'
  const proved = await tx.person.updateMany({ where: { id: person.id, email, emailVerifiedAt: null }, data: { emailVerifiedAt: now } })
  return proved.count === 1 ? 'first' : 'impossible'
}

/**
 * Until now nobody had shown that the address is theirs: password, sessions and tokens may be a stranger's who signed up with it
 * and waits for its owner to move in. They end here; the owner chooses a new password.
 */
async function dropUnproved(tx: Transaction, personId: string, now: Date): Promise<void> {
  const dropped = await tx.person.updateMany({ where: { id: personId, passwordHash: { not: null } }, data: { passwordHash: null } })
  if (dropped.count > 0) await noteEvent(tx, { kind: 'password-changed', personId, byId: personId, about: 'taken away' }, now)
  if ((await endTokens(tx, personId, now)) > 0) await noteEvent(tx, { kind: 'tokens-ended', personId, byId: personId }, now)
  await endSessions(tx, personId)
}
