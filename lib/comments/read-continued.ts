import { Prisma } from '#database'
import { cutPath } from '#lib/comments/path-levels.ts'
import type { Placed } from '#lib/comments/read-thread.ts'
import { levelsPerPage } from '#lib/comments/thread-part.ts'
import { publicReader } from '#lib/database.ts'

/** Says of the deepest comments of a page which of them have more below. */
export async function markContinued(entries: Placed[]): Promise<Placed[]> {
  const deepest = entries.filter(({ depth }) => depth === levelsPerPage - 1).map(({ id }) => id)
  if (deepest.length === 0) return entries
  const rows = await publicReader().$queryRaw<{ id: string }[]>`
    SELECT above.id FROM unnest(${deepest}::uuid[]) AS above (id) WHERE EXISTS (SELECT FROM published_comment c WHERE c.parent_id = above.id)`
  const continued = new Set(rows.map(({ id }) => id))
  return entries.map((entry) => (continued.has(entry.id) ? { ...entry, continues: true } : entry))
}

/**
 * Texts that this viewer alone sees, deeper than the page goes: they are read in the branch of the comment above them, which says
 * that it goes on. One that has no such comment any more stays on the page.
 */
export async function sinkDeep(postId: string, entries: Placed[], more: Placed[]): Promise<{ entries: Placed[]; more: Placed[] }> {
  const deep = more.filter(({ depth }) => depth >= levelsPerPage).map(({ path }) => cutPath(path, levelsPerPage))
  if (deep.length === 0) return { entries, more }
  const rows = await publicReader().$queryRaw<{ path: Uint8Array }[]>`
    SELECT c.path FROM published_comment c WHERE c.post_id = ${postId}::uuid AND c.path IN (${Prisma.join(deep)})`
  const above = new Set(rows.map(({ path }) => nameOf(path)))
  return {
    entries: entries.map((entry) => (above.has(nameOf(entry.path)) ? { ...entry, continues: true } : entry)),
    more: more.filter(({ path, depth }) => depth < levelsPerPage || !above.has(nameOf(cutPath(path, levelsPerPage)))),
  }
}

function nameOf(path: Uint8Array): string {
  return Buffer.from(path).toString('hex')
}
