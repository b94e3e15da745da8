import { reader } from '#lib/database.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import type { Viewer } from '#lib/viewer.ts'

/** How long after signing in by mail a new password can be chosen without the old one. */
const freshMinutes = 30

/**
 * Whether a new password needs the present one. Not when there is none, and not in a session that a mail link began in the last
 * half hour: link and session then carry the same moment, as one command made both.
 */
export async function needsPresentPassword(personId: string, secret: string): Promise<boolean> {
  const rows = await reader().$queryRaw<{ needed: boolean }[]>`
    SELECT p.password_hash IS NOT NULL AND NOT EXISTS (
      SELECT FROM session s JOIN mail_link l ON l.person_id = s.person_id AND l.used_at = s.created_at AND l.purpose = 'sign_in'
      WHERE s.id = ${digestOf(secret)} AND s.person_id = p.id AND s.created_at > now() - make_interval(mins => ${freshMinutes}::int)
    ) AS needed
    FROM person p WHERE p.id = ${personId}::uuid`
  return rows[0]?.needed ?? true
}

/** What somebody sees of the own account. */
export type Account = Awaited<ReturnType<typeof readAccount>>

/** Reads the own account. @param secret of the session that asks, to mark it in the list */
export async function readAccount(personId: string, secret: string, now: Date) {
  const person = await reader().person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      name: true, handle: true, email: true, emailVerifiedAt: true, role: true, pronouns: true, biography: true, website: true,
      passwordHash: true, createdAt: true,
      identities: { select: { provider: true } },
      sessions: { where: { expiresAt: { gt: now } }, orderBy: { createdAt: 'desc' }, select: { id: true, createdAt: true, expiresAt: true } },
    },
  })
  const { passwordHash, sessions, emailVerifiedAt, ...profile } = person
  return {
    ...profile,
    emailVerified: emailVerifiedAt !== null,
    measures: await measuresInForce(reader(), personId, now),
    hasPassword: passwordHash !== null,
    needsPresentPassword: await needsPresentPassword(personId, secret),
    sessions: sessions.map((session) => ({ ...session, here: session.id === digestOf(secret) })),
  }
}

/** The own address, for limits on what is sent there. */
export async function readOwnAddress(viewer: Viewer): Promise<string> {
  if (!viewer.id) return ''
  return (await reader().person.findUnique({ where: { id: viewer.id }, select: { email: true } }))?.email ?? ''
}
