import { publicReader } from '#lib/database.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
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

/** Null for an essay that stands in no series. */
export async function readSeriesPlace(postId: string): Promise<SeriesPlace | null> {
  const mine = await publicReader().publishedSeriesPost.findUnique({ where: { postId }, select: { seriesId: true } })
  const series = mine && (await publicReader().publishedSeries.findUnique({ where: { id: mine.seriesId }, select: { slug: true, title: true } }))
  if (!series) return null
  const order = await orderOf(mine.seriesId)
  const at = order.indexOf(postId)
  if (at === -1) return null
  const [before, after] = [order[at - 1], order[at + 1]]
  const titles = await readTitles([before, after].flatMap((id) => id ?? []))
  const named = (id: string | undefined) => (id && titles.get(id)) || null
  return { ...series, part: at + 1, of: order.length, previous: named(before), next: named(after) }
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

async function readTitles(ids: string[]): Promise<Map<string, NeighbourPart>> {
  const posts = await publicReader().publishedPost.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true, title: true, contentAnswer: true, contentNotes: true } })
  return new Map(posts.map(({ id, slug, title, ...said }) => [id, { slug, title, contentNotes: readContentNotes(said) }]))
}
