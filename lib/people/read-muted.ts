import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Somebody whom the viewer mutes. */
export type Muted = { handle: string; name: string }

/** Whom the viewer mutes, by name. */
export async function readMuted(viewer: Viewer): Promise<Muted[]> {
  if (!viewer.id) return []
  const rows = await reader().mute.findMany({ where: { personId: viewer.id }, orderBy: { muted: { name: 'asc' } }, select: { muted: { select: { handle: true, name: true } } } })
  return rows.map(({ muted }) => muted)
}

/** The handles of those whom the viewer mutes. */
export async function readMutedHandles(viewer: Viewer): Promise<Set<string>> {
  return new Set((await readMuted(viewer)).map(({ handle }) => handle))
}
