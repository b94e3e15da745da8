import { reader } from '#lib/database.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A page that was merged into another, and by which revision of that one. */
export type Merger = { revisionId: string; title: string; slug: string; at: Date }

/** The pages that were merged into a work and lead to it, the last one first; for moderators. */
export async function readMergers(viewer: Viewer, workId: string): Promise<Merger[]> {
  if (permitRole(viewer, 'moderator')) return []
  const rows = await reader().workRevision.findMany({
    where: { workId, reason: 'merge', merged: { is: { mergedIntoId: workId } } }, orderBy: { number: 'desc' }, distinct: ['mergedId'],
    select: { id: true, createdAt: true, merged: { select: { title: true, slug: true } } },
  })
  return rows.flatMap(({ id, createdAt, merged }) => (merged ? [{ ...merged, revisionId: id, at: createdAt }] : []))
}
