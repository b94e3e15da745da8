import type { Role } from '#database'
import { reader } from '#lib/database.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { isReservedHandle } from '#lib/people/reserved-handles.ts'
import { site } from '#lib/site.ts'

/** Whom a name could be taken for: somebody with a role here, or the site itself, which has no handle. */
export type Alike = { name: string; handle: string | null; role: Role | null }

/** More people with a role than this, and the newest of them are not looked at. */
const mostOffices = 2_000

/** Words that nobody here goes by, wherever they stand in a name. */
const words = [site.name, 'moderator', 'administrator'].map(foldHandle)

/**
 * For each of these names, whom it could be taken for by eye: it folds, as handles do, to the name or the handle of somebody who writes
 * or moderates here, or holds a word of the house.
 * @param names each with the id of the person who goes by it, or wants to
 */
export async function readAlike(names: readonly { personId: string; name: string }[]): Promise<(of: { personId: string; name: string }) => Alike[]> {
  if (names.length === 0) return () => []
  // A role that is a parameter is none of the index of those few.
  const offices = await reader().$queryRaw<{ id: string; name: string; handle: string; role: Role }[]>`
    SELECT id, name, handle, role::text AS role FROM person WHERE role <> 'reader' AND deleted_at IS NULL ORDER BY created_at LIMIT ${mostOffices}`
  const folded = offices.map((person) => ({ ...person, folds: [foldHandle(person.name), foldHandle(person.handle)] }))
  return ({ personId, name }) => {
    const fold = foldHandle(name)
    if (fold === '' || folded.some(({ id }) => id === personId)) return []
    const people = folded.filter(({ folds }) => folds.includes(fold)).map(({ name: theirs, handle, role }): Alike => ({ name: theirs, handle, role }))
    return ofTheHouse(name, fold) ? [...people, { name: site.name, handle: null, role: null }] : people
  }
}

function ofTheHouse(name: string, fold: string): boolean {
  return isReservedHandle(name) || words.some((word) => fold.includes(word))
}
