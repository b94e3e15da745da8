import { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'

/** Top-level comments on one page of a thread. */
export const topLevelPerPage = 50
/** Comments shown at once, replies included: a bound on what one answer can weigh. A longer page is read in parts. */
export const entriesPerPart = 1_000

/** The paths between which one part of a page lies. */
export type Bounds = {
  /** The first top-level comment of the page; null where the page is open. */
  start: Uint8Array | null
  /** The first top-level comment of the next page; null where the page is open. */
  end: Uint8Array | null
  /** The last comment of the part before; null at the beginning of the page. */
  after: Uint8Array | null
  /** The last comment of this part, when more follows. */
  last: Uint8Array | null
}

/** The bounds of a whole page. The outer pages are open, so that own texts before the first and after the last comment have a place. */
export async function readBounds(postId: string, page: number, pages: number): Promise<Bounds> {
  const first = (page - 1) * topLevelPerPage + 1
  const starts = await publicReader().publishedComment.findMany({
    where: { postId, number: { in: [first, first + topLevelPerPage] } },
    select: { number: true, path: true },
  })
  const pathOf = (number: number) => starts.find((each) => each.number === number)?.path ?? null
  return { start: page === 1 ? null : pathOf(first), end: page === pages ? null : pathOf(first + topLevelPerPage), after: null, last: null }
}

/** Prisma compares bytes for equality only, so the range is written out. */
export function within({ start, end, after, last }: Bounds): Prisma.Sql {
  const conditions = [
    start && Prisma.sql`AND path >= ${start}`,
    end && Prisma.sql`AND path < ${end}`,
    after && Prisma.sql`AND path > ${after}`,
    last && Prisma.sql`AND path <= ${last}`,
  ].filter((condition) => condition !== null)
  return conditions.length > 0 ? Prisma.join(conditions, ' ') : Prisma.empty
}

/** Whether a place lies on a page at all. */
export function liesWithin({ start, end }: Bounds, path: Uint8Array): boolean {
  return (!start || Buffer.compare(path, start) >= 0) && (!end || Buffer.compare(path, end) < 0)
}

/** What the part before comes after: empty for the beginning of the page. */
export async function readPrevious(postId: string, page: Bounds, after: Uint8Array): Promise<string> {
  const rows = await publicReader().$queryRaw<{ id: string }[]>`
    SELECT id FROM published_comment WHERE post_id = ${postId}::uuid ${within({ ...page, after: null, last: after })}
    ORDER BY path DESC LIMIT 1 OFFSET ${entriesPerPart}`
  return rows[0]?.id ?? ''
}

/**
 * The part of a page in which a place is seen, by what that part comes after: empty when the first part reaches so far. Otherwise
 * the part begins at the place itself. Reads no more than one part, however long the page is.
 */
export async function readPartOf(postId: string, page: Bounds, path: Uint8Array): Promise<string> {
  const rows = await publicReader().$queryRaw<{ id: string; before: number }[]>`
    WITH before AS MATERIALIZED (
      SELECT id, path FROM published_comment
      WHERE post_id = ${postId}::uuid ${within({ ...page, after: null, last: null })} AND path < ${path}
      ORDER BY path DESC LIMIT ${entriesPerPart})
    SELECT id, (SELECT count(*)::int FROM before) AS before FROM before ORDER BY path DESC LIMIT 1`
  const [nearest] = rows
  return nearest && nearest.before >= entriesPerPart ? nearest.id : ''
}
