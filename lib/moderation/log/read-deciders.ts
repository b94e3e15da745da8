import { reader } from '#lib/database.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Everybody who ever decided something, by name. The index is asked for one person after the other, however long the log is. */
export async function readDeciders(viewer: Viewer): Promise<Outcome<{ handle: string; name: string }[]>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const rows = await reader().$queryRaw<{ handle: string; name: string }[]>`
    WITH RECURSIVE deciders AS (
      (SELECT by_id FROM decision WHERE by_id IS NOT NULL ORDER BY by_id LIMIT 1)
      UNION ALL
      SELECT (SELECT d.by_id FROM decision d WHERE d.by_id > deciders.by_id ORDER BY d.by_id LIMIT 1) FROM deciders WHERE deciders.by_id IS NOT NULL
    )
    SELECT p.handle, p.name FROM deciders JOIN person p ON p.id = deciders.by_id ORDER BY p.name, p.handle`
  return done(rows)
}
