import { reader } from '#lib/database.ts'

/** Everybody who has an account, by handle, for the command line. */
export async function listPeople(): Promise<{ handle: string; name: string; role: string; suspended: boolean }[]> {
  return reader().$queryRaw`
    SELECT handle, name, role::text AS role, suspended_at IS NOT NULL AND coalesce(suspended_until > now(), true) AS suspended
    FROM person ORDER BY handle`
}
