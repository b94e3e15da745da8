import { Prisma } from '#database'
import { cutPath } from '#lib/comments/path-levels.ts'
import type { Placed } from '#lib/comments/read-thread.ts'
import { levelsPerPage } from '#lib/comments/thread-part.ts'
import type { Bounds } from '#lib/comments/thread-part.ts'
import { publicReader } from '#lib/database.ts'
import { fixed } from '#lib/kept-plans.ts'

/**
 * As SQL, of a published comment `c` on a page of a thread: it is as deep as the page goes, and there is more below. Branches and lists by time show all.
 * Written so that PostgreSQL looks below each of them, and does not read all comments to know of which there are replies.
 */
export function goesOnBelow(bounds: Bounds): Prisma.Sql {
  if (bounds.order !== 'thread' || bounds.levels === null) return Prisma.sql`false`
  return Prisma.sql`CASE WHEN c.depth = ${fixed(levelsPerPage - 1)} THEN coalesce((SELECT true FROM published_comment below WHERE below.parent_id = c.id LIMIT 1), false) ELSE false END`
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
