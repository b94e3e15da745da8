import { Prisma } from '#database'
import { ask, publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { endOfBranch } from '#lib/comments/path-levels.ts'
import type { Place } from '#lib/comments/read-known-place.ts'
import { placesOfNumbers } from '#lib/comments/top-level-marks.ts'
import { publicReader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'

/** Top-level comments on one page of a thread. */
export const topLevelPerPage = 50
/** Comments shown at once, replies included: a bound on what one answer can weigh. A longer page is read in parts. */
const entriesPerPart = 200
/** The same for a list by time, where no reply needs what it answers beside it: it stays as light in a thread of any size as in a short one. */
const listedPerPart = 50
/** Levels that a page shows. Where a branch goes deeper, the page leads to a page of the branch. An index of the database has the same number. */
export const levelsPerPage = 10
/** How much of what was said before stands above a comment that somebody came for. */
const contextPerPart = 20

/** How many pages a thread has. */
export function pagesOf({ topLevelCount }: { topLevelCount: number }): number {
  return Math.max(1, Math.ceil(topLevelCount / topLevelPerPage))
}

/** `thread` is reading order, each reply after what it answers; the others are by the time at which a comment was sent. */
export const threadOrders = ['thread', 'newest', 'oldest'] as const
export type ThreadOrder = (typeof threadOrders)[number]

/** What is asked of a thread. `branch` and `after` name comments, or are empty. */
export type ThreadAsk = {
  order: ThreadOrder
  /** From 1; of the whole thread in reading order. */
  page: number
  /** The comment whose branch alone is read. */
  branch: string
  /** The last comment of the part before. */
  after: string
}

/** A stretch of a thread between two places. */
export type Bounds = InOrder | InTime

type InOrder = {
  order: 'thread'
  /** The first comment of the stretch; null where it is open. */
  start: Uint8Array | null
  /** What comes after the stretch; null where it is open. */
  end: Uint8Array | null
  /** How many levels of the thread are in it; null for all. */
  levels: number | null
  /** The last comment of the part before; null at the beginning. */
  after: Place | null
  /** The last comment of this part, when more follows. */
  last: Place | null
}

type InTime = { order: 'newest' | 'oldest'; after: Place | null; last: Place | null }

/** Comments that one part of a stretch shows at most. */
export function mostOf({ order }: Bounds): number {
  return order === 'thread' ? entriesPerPart : listedPerPart
}

/** A whole thread by time. */
export function boundsInTime(order: InTime['order']): InTime {
  return { order, after: null, last: null }
}

/** One comment and all that hangs on it. */
export function boundsOfBranch(path: Uint8Array): InOrder {
  return { order: 'thread', start: path, end: endOfBranch(path), levels: null, after: null, last: null }
}

/** The bounds of a whole page. The outer pages are open, so that own texts before the first and after the last comment have a place. */
export async function readBounds(postId: string, page: number, pages: number): Promise<InOrder> {
  return ask(boundsOfPage(postId, page, pages))
}

/** The same, to be asked together with others. */
export function boundsOfPage(postId: string, page: number, pages: number): Question<InOrder> {
  const first = (page - 1) * topLevelPerPage + 1
  const begins = [...(page === 1 ? [] : [first]), ...(page === pages ? [] : [first + topLevelPerPage])]
  const { read, ...asked } = placesOfNumbers(postId, begins)
  return {
    ...asked,
    read: (rows) => {
      const places = read(rows)
      return { order: 'thread', start: places.get(first) ?? null, end: places.get(first + topLevelPerPage) ?? null, levels: levelsPerPage, after: null, last: null }
    },
  }
}

/** The comments `c` of a stretch. Prisma compares bytes for equality only, so the range is written out. */
export function within(bounds: Bounds): Prisma.Sql {
  const conditions = (bounds.order === 'thread' ? conditionsInOrder(bounds) : conditionsInTime(bounds)).filter((condition) => condition !== null)
  return conditions.length > 0 ? Prisma.sql`AND ${Prisma.join(conditions, ' AND ')}` : Prisma.empty
}

function conditionsInOrder({ start, end, levels, after, last }: InOrder) {
  return [
    start && Prisma.sql`c.path >= ${start}::bytea`,
    end && Prisma.sql`c.path < ${end}::bytea`,
    levels && Prisma.sql`c.depth < ${fixed(levels)}`,
    after && Prisma.sql`c.path > ${after.path}::bytea`,
    last && Prisma.sql`c.path <= ${last.path}::bytea`,
  ]
}

function conditionsInTime({ order, after, last }: InTime) {
  const place = ({ at, id }: Place) => Prisma.sql`(${at}::timestamptz, ${id}::uuid)`
  const here = Prisma.sql`(c.submitted_at, c.id)`
  const newest = order === 'newest'
  return [
    after && (newest ? Prisma.sql`${here} < ${place(after)}` : Prisma.sql`${here} > ${place(after)}`),
    last && (newest ? Prisma.sql`${here} >= ${place(last)}` : Prisma.sql`${here} <= ${place(last)}`),
  ]
}

/** In the order of the stretch, or against it. */
export function orderOf({ order }: Pick<Bounds, 'order'>, way: 'on' | 'back' = 'on'): Prisma.Sql {
  if (order === 'thread') return way === 'on' ? Prisma.sql`ORDER BY c.path` : Prisma.sql`ORDER BY c.path DESC`
  const descending = (order === 'newest') === (way === 'on')
  return descending ? Prisma.sql`ORDER BY c.submitted_at DESC, c.id DESC` : Prisma.sql`ORDER BY c.submitted_at, c.id`
}

/** A list by time has no tombstones: they keep a place between others, and say nothing of their time. */
export function standing({ order }: Bounds): Prisma.Sql {
  return order === 'thread' ? Prisma.empty : Prisma.sql`AND NOT c.tombstone`
}

/** Whether a place lies in a stretch at all. */
export function liesWithin(bounds: Bounds, { path }: Place): boolean {
  if (bounds.order !== 'thread') return true
  const { start, end } = bounds
  return (!start || Buffer.compare(path, start) >= 0) && (!end || Buffer.compare(path, end) < 0)
}

/** What the part before comes after: empty for the beginning of the stretch. */
export function partBefore(postId: string, whole: Bounds, after: Place): Question<string> {
  return publicQuestion(Prisma.sql`
    SELECT c.id FROM published_comment c WHERE c.post_id = ${postId}::uuid ${within({ ...whole, after: null, last: after })} ${standing(whole)}
    ${orderOf(whole, 'back')} LIMIT 1 OFFSET ${fixed(mostOf(whole))}`,
  ([begin]: { id: string }[]) => begin?.id ?? '')
}

/**
 * The part of a stretch in which a place is seen, by what that part comes after: empty when the first part reaches so far. Otherwise
 * the part begins a little before the place. Reads no more than one part, however long the stretch is.
 */
export async function readPartOf(postId: string, whole: Bounds, path: Uint8Array): Promise<string> {
  const rows = await publicReader().$queryRaw<{ id: string; before: number }[]>(planOnce(Prisma.sql`
    WITH before AS MATERIALIZED (
      SELECT c.id, c.path FROM published_comment c
      WHERE c.post_id = ${postId}::uuid ${within({ ...whole, after: null, last: null })} AND c.path < ${path}::bytea
      ORDER BY c.path DESC LIMIT ${fixed(entriesPerPart)})
    SELECT id, (SELECT count(*)::int FROM before) AS before FROM before ORDER BY path DESC LIMIT 1 OFFSET ${fixed(contextPerPart)}`))
  const [begin] = rows
  return begin && begin.before >= entriesPerPart ? begin.id : ''
}
