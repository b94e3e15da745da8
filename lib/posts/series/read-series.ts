import { Prisma } from '#database'
import { publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { publicReader } from '#lib/database.ts'
import { fixed } from '#lib/kept-plans.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes, SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import { readPostLines } from '#lib/posts/read-post-list.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

export type SeriesPage = {
  slug: string
  title: string
  descriptionHtml: string
  /** Those that the reader wants to see, each with its place among all. */
  parts: (PostLine & { part: number })[]
  /** All of them. */
  of: number
}

/** Where an essay stands in its series, for whoever reads on or back. */
export type SeriesPlace = {
  slug: string
  title: string
  /** From 1, among what is published. */
  part: number
  of: number
  previous: NeighbourPart | null
  next: NeighbourPart | null
}

export type NeighbourPart = { slug: string; title: string; contentNotes: ContentNotes }

/** More parts than any series has; what comes after them is not shown. */
const most = 300

/** A series with those of its essays that are published, in its own order. Null when there are none, or no such series. */
export async function readSeries(slug: string, leaveOut: readonly Choosable[] = []): Promise<SeriesPage | null> {
  const series = await publicReader().publishedSeries.findUnique({ where: { slug } })
  if (!series) return null
  const { id, ...shown } = series
  const all = (await readPostLines(await orderOf(id))).map((line, place) => ({ ...line, part: place + 1 }))
  return { ...shown, parts: all.filter(({ contentNotes }) => !choosableOf(contentNotes).some((each) => leaveOut.includes(each))), of: all.length }
}

type NeighbourRow = { slug: string; title: string } & SaidContent
type PlaceRow = Omit<SeriesPlace, 'previous' | 'next'> & { previous: NeighbourRow | null; next: NeighbourRow | null }

/** Where an essay stands in its series; null for one that stands in none. @param post its id, as SQL */
export function seriesPlaceOf(post: Prisma.Sql): Question<SeriesPlace | null> {
  return publicQuestion(Prisma.sql`
    SELECT series.slug, series.title, place.part, place."of", ${neighbour(Prisma.sql`place.before`)} AS previous, ${neighbour(Prisma.sql`place.after`)} AS next
    FROM (
      SELECT part.series_id, part.post_id, (row_number() OVER placed)::int AS part, (count(*) OVER ())::int AS "of",
        lag(part.post_id) OVER placed AS before, lead(part.post_id) OVER placed AS after
      FROM (
        SELECT every.series_id, every.post_id, every.position FROM published_series_post every
        WHERE every.series_id = (SELECT mine.series_id FROM published_series_post mine WHERE mine.post_id = ${post})
        ORDER BY every.position, every.post_id LIMIT ${fixed(most)}) part
      WINDOW placed AS (ORDER BY part.position, part.post_id)) place
    JOIN published_series series ON series.id = place.series_id
    WHERE place.post_id = ${post}`,
  ([place]: PlaceRow[]) => (place ? { ...place, previous: neighbourOf(place.previous), next: neighbourOf(place.next) } : null))
}

/** A part of a series by its id, as JSON. */
function neighbour(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_build_object('slug', near.slug, 'title', near.title, 'contentAnswer', near.content_answer, 'contentNotes', near.content_notes)
      FROM published_post near WHERE near.id = ${id})`
}

function neighbourOf(row: NeighbourRow | null): NeighbourPart | null {
  return row && { slug: row.slug, title: row.title, contentNotes: readContentNotes(row) }
}

async function orderOf(seriesId: string): Promise<string[]> {
  const parts = await publicReader().publishedSeriesPost.findMany({
    where: { seriesId },
    orderBy: [{ position: 'asc' }, { postId: 'asc' }],
    take: most,
    select: { postId: true },
  })
  return parts.map(({ postId }) => postId)
}
