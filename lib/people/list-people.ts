import { reader } from '#lib/database.ts'
import { isBanned, isSuspended } from '#lib/people/in-force.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Somebody in the list of accounts. `stopped` says what keeps them from writing, if anything does. */
export type ListedPerson = { handle: string; name: string; role: string; stopped: 'suspended' | 'banned' | null }

/** People on one page of the list. */
const peoplePerPage = 200

/** Who has an account, by handle, for administrators and the command line. `next` is the handle to go on after. */
export async function listPeople(viewer: Viewer, after = ''): Promise<Outcome<{ people: ListedPerson[]; next: string | null }>> {
  const refusal = permitRole(viewer, 'administrator')
  if (refusal) return refusal
  const rows = await reader().$queryRaw<ListedPerson[]>`
    SELECT handle, name, role::text AS role, CASE WHEN ${isBanned} THEN 'banned' WHEN ${isSuspended} THEN 'suspended' END AS stopped
    FROM person p WHERE deleted_at IS NULL AND handle > ${after} ORDER BY handle LIMIT ${peoplePerPage + 1}`
  const people = rows.slice(0, peoplePerPage)
  return done({ people, next: rows.length > peoplePerPage ? (people.at(-1)?.handle ?? null) : null })
}
