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

/** Where the top-level comments of these numbers stand, by their number. One that there is not is left out. */
export function placesOfNumbers(postId: string, numbers: readonly number[]): Question<Map<number, Uint8Array>> {
  if (numbers.length === 0) return known(new Map())
  return publicQuestion(Prisma.sql`
    SELECT wanted.number, here.stretch * 512 + mark.place AS place FROM unnest(${[...numbers]}::int[]) AS wanted (number)
    JOIN LATERAL (
      SELECT * FROM (
        SELECT stretch, shown, sum(bit_count(shown)) OVER (ORDER BY stretch) - bit_count(shown) AS before FROM published_thread_stretch WHERE post_id = ${postId}::uuid) s
      WHERE s.before < wanted.number ORDER BY s.stretch DESC LIMIT 1) here ON true
    JOIN generate_series(0, 511) AS mark (place) ON get_bit(here.shown, mark.place) = 1
      AND bit_count(substring(here.shown FROM 1 FOR mark.place + 1)) = wanted.number - here.before`,
  (rows: { number: number; place: number }[]) => new Map(rows.map(({ number, place }) => [number, pathOfLevel(place)])))
}
