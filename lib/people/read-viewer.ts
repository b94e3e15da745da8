import { reader } from '#lib/database.ts'
import { isSuspended } from '#lib/people/in-force.ts'
import type { SignedIn, ViewerRole } from '#lib/viewer.ts'

/**
 * A person as the database knows them now, for work that goes on in their name when no request of theirs is running.
 * @returns null when there is nobody of this id
 */
export async function readViewer(personId: string): Promise<SignedIn | null> {
  const rows = await reader().$queryRaw<{ id: string; handle: string; name: string; role: ViewerRole; suspended: boolean; emailVerified: boolean }[]>`
    SELECT id, handle, name, role::text AS role, email_verified_at IS NOT NULL AS "emailVerified", ${isSuspended} AS suspended
    FROM person WHERE id = ${personId}::uuid`
  return rows[0] ?? null
}
