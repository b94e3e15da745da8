import { reader } from '#lib/database.ts'
import { isBanned, isSuspended } from '#lib/people/in-force.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import type { SignedIn, ViewerRole } from '#lib/viewer.ts'

type Row = { id: string; handle: string; name: string; role: ViewerRole; suspended: boolean; emailVerified: boolean }

/**
 * Who has this session, as the database knows them now: role, suspension and the session itself are read at every request.
 * @param secret what the cookie holds
 * @returns null when there is no such session, it is over, or its person is banned
 */
export async function readSession(secret: string): Promise<SignedIn | null> {
  if (!secret) return null
  const rows = await reader().$queryRaw<Row[]>`
    SELECT p.id, p.handle, p.name, p.role::text AS role, p.email_verified_at IS NOT NULL AS "emailVerified",
      ${isSuspended} AS suspended
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.id = ${digestOf(secret)} AND s.expires_at > now() AND NOT ${isBanned}`
  return rows[0] ?? null
}

/**
 * Who holds this API token, as the database knows them now.
 * @returns null when there is no such token, it was revoked, or its person is banned
 */
export async function readToken(token: string): Promise<SignedIn | null> {
  if (!token) return null
  const rows = await reader().$queryRaw<Row[]>`
    SELECT p.id, p.handle, p.name, p.role::text AS role, p.email_verified_at IS NOT NULL AS "emailVerified",
      ${isSuspended} AS suspended
    FROM api_token t JOIN person p ON p.id = t.person_id
    WHERE t.digest = ${digestOf(token)} AND t.revoked_at IS NULL AND NOT ${isBanned}`
  return rows[0] ?? null
}
