import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Somebody whom the viewer mutes. */
export type Muted = { handle: string; name: string }

/** Whom the viewer mutes, by the name that everybody sees; by the handle where nothing of theirs is public any more. */
export async function readMuted(viewer: Viewer): Promise<Muted[]> {
  if (!viewer.id) return []
  return reader().$queryRaw<Muted[]>`
    SELECT p.handle, coalesce(w.name, '@' || p.handle) AS name
    FROM mute m JOIN person p ON p.id = m.muted_id LEFT JOIN published_person w ON w.id = p.id
    WHERE m.person_id = ${viewer.id}::uuid ORDER BY 2, 1`
}
