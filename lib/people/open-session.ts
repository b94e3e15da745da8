import type { Transaction } from '#lib/database.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { noteEvent } from '#lib/security-log.ts'

/** A session that has just begun. The secret goes into the cookie and is nowhere else. */
export type StartedSession = { secret: string; expiresAt: Date; personId: string; handle: string }

/** Thirty days from signing in, used or not: nobody stays signed in for good on a machine they have forgotten. */
export const sessionSeconds = 30 * 24 * 3600

/** How somebody came in. */
export type WayIn = 'password' | 'link' | 'sign-up' | 'github' | 'google'

/** Opens a session inside the command that lets somebody in, which the security log then knows. */
export async function openSession(tx: Transaction, person: { id: string; handle: string }, way: WayIn, now: Date): Promise<StartedSession> {
  const secret = makeSecret()
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000)
  await tx.session.deleteMany({ where: { personId: person.id, expiresAt: { lte: now } } })
  await tx.session.create({ data: { id: digestOf(secret), personId: person.id, createdAt: now, expiresAt }, select: { id: true } })
  await noteEvent(tx, { kind: 'sign-in', personId: person.id, byId: person.id, about: way }, now)
  return { secret, expiresAt, personId: person.id, handle: person.handle }
}

/** Ends a person's sessions, all of them or all but one. @param keepSecret the secret of the session that goes on */
export async function endSessions(tx: Transaction, personId: string, keepSecret = ''): Promise<void> {
  await tx.session.deleteMany({ where: { personId, id: { not: digestOf(keepSecret) } } })
}

/** Ends a person's API tokens. @returns how many there were */
export async function endTokens(tx: Transaction, personId: string, now: Date): Promise<number> {
  return (await tx.apiToken.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } })).count
}

/** Ends the sign-in links of a person that nobody has used. Before their sessions end: one that is used in this very moment has opened one by then, or opens none. */
export async function endLinks(tx: Transaction, personId: string): Promise<void> {
  await tx.mailLink.updateMany({ where: { personId, purpose: 'sign_in', usedAt: null }, data: { expiresAt: new Date(0) } })
}
