import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Those of several comments that somebody wrote whom the viewer mutes. */
export async function readMutedComments(viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  if (!viewer.id || ids.length === 0) return new Set()
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT c.id FROM mute m JOIN comment c ON c.author_id = m.muted_id AND c.id = ANY (${[...ids]}::uuid[]) WHERE m.person_id = ${viewer.id}::uuid`
  return new Set(rows.map(({ id }) => id))
}
