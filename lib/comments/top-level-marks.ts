import { Prisma } from '#database'
import { known, publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { pathOfLevel } from '#lib/comments/path-levels.ts'

/**
 * As SQL, of a comment `c` whether it is shown or not: how many top-level comments are shown up to its top-level place. That is the number of a
 * shown one. A thread keeps a mark for each such place, 512 in a row, so that no number has to be written when an earlier comment appears or goes.
 */
export const shownUpTo = Prisma.sql`(
  SELECT coalesce(sum(bit_count(CASE WHEN s.stretch < c.ordinal / 512 THEN s.shown ELSE substring(s.shown FROM 1 FOR c.ordinal % 512 + 1) END)), 0)::integer
  FROM thread_stretch s WHERE s.post_id = c.post_id AND s.stretch <= c.ordinal / 512)`

/**
 * As SQL, the rows of a part of a thread, in no order, with the `number` of each that has a `place` at the top level, shown and counted among those that are. The marks
 * of the thread are summed once for all rows: they are few, but not for each of fifty comments at the end of a long thread.
 * @param part a query
 * @param marks for parts that readers see, or for what is asked of the tables themselves
 */
export function numbered(postId: string, part: Prisma.Sql, marks: 'published_thread_stretch' | 'thread_stretch' = 'published_thread_stretch'): Prisma.Sql {
  return Prisma.sql`
    SELECT c.*, (marks.before + bit_count(substring(marks.shown FROM 1 FOR c.place % 512 + 1)))::integer AS number
    FROM (${part}) c LEFT JOIN (${summed(postId, marks)}) marks ON marks.stretch = c.place / 512`
}

/** As SQL, the stretches of a thread, each with how many are shown in those before it. */
function summed(postId: string, marks: 'published_thread_stretch' | 'thread_stretch'): Prisma.Sql {
  return Prisma.sql`SELECT stretch, shown, sum(bit_count(shown)) OVER (ORDER BY stretch) - bit_count(shown) AS before FROM ${Prisma.raw(marks)} WHERE post_id = ${postId}::uuid`
}

/** Where the top-level comments of these numbers stand, by their number. One that there is not is left out. */
export function placesOfNumbers(postId: string, numbers: readonly number[]): Question<Map<number, Uint8Array>> {
  if (numbers.length === 0) return known(new Map())
  return publicQuestion(Prisma.sql`
    SELECT wanted.number, here.stretch, here.before, here.shown FROM unnest(${[...numbers]}::int[]) AS wanted (number)
    JOIN LATERAL (SELECT * FROM (${summed(postId, 'published_thread_stretch')}) s WHERE s.before < wanted.number ORDER BY s.stretch DESC LIMIT 1) here ON true`,
  (rows: Stretch[]) => new Map(rows.flatMap((stretch) => {
    const mark = markOf(stretch)
    return mark === undefined ? [] : [[stretch.number, pathOfLevel(stretch.stretch * 512 + mark)]]
  })))
}

/** The stretch in which a number is looked for: how many are shown before it, and a `1` for each of its own that is. */
type Stretch = { number: number; stretch: number; before: number; shown: string }

/** Which of the 512 places in a row bears a number; undefined where so many are not shown. */
function markOf({ number, before, shown }: Stretch): number | undefined {
  return [...shown].flatMap((mark, place) => (mark === '1' ? [place] : []))[number - before - 1]
}
