import { databaseCode } from '#lib/command.ts'
import { publicReader, searchReader } from '#lib/database.ts'

/** What a search can be narrowed to. */
export type SearchChoices = {
  tags: { slug: string; name: string }[]
  /** From the newest to the oldest in which something appeared. */
  years: number[]
}

/** A longer list is no help in choosing; the address takes any tag. */
const mostTags = 100

/** Which tags most essays have is counted over all of them: once in so many milliseconds, however many people search. */
const countedFor = 60_000

/** PostgreSQL's code for a statement that went over its time. */
const cancelled = '57014'

/** The tags that most essays have, by name, and the years of the site. What takes too long just now is left out of the choice. */
export async function readChoices(now: Date): Promise<SearchChoices> {
  const [ids, years] = await Promise.all([mostUsedTags(now), readYears().catch(orNothing)])
  const tags = ids.length === 0 ? [] : await publicReader().$queryRaw<{ slug: string; name: string }[]>`
    SELECT slug, name FROM published_tag WHERE id = ANY (${ids}::uuid[]) ORDER BY lower(name), slug`
  return { tags, years }
}

let counted: { at: number; ids: Promise<string[]> } | null = null

/** Counted by one who asks while the others wait. Whether a tag may be seen is asked anew each time, above. */
function mostUsedTags(now: Date): Promise<string[]> {
  const age = counted ? now.getTime() - counted.at : Infinity
  if (!counted || age < 0 || age >= countedFor) counted = { at: now.getTime(), ids: countTags().catch(orNothing).catch(forgetCount) }
  return counted.ids
}

function forgetCount(error: unknown): never {
  counted = null
  throw error
}

async function countTags(): Promise<string[]> {
  const rows = await searchReader().$queryRaw<{ id: string }[]>`
    SELECT tag_id AS id FROM published_post_tag GROUP BY tag_id ORDER BY count(*) DESC, tag_id LIMIT ${mostTags}`
  return rows.map(({ id }) => id)
}

async function readYears(): Promise<number[]> {
  const [span] = await searchReader().$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT (SELECT at FROM published_post_search ORDER BY at, post_id LIMIT 1) AS first,
      greatest((SELECT at FROM published_post_search ORDER BY at DESC, post_id DESC LIMIT 1),
        (SELECT at FROM published_comment_search ORDER BY at DESC, comment_id DESC LIMIT 1)) AS last`
  return span?.first && span.last ? yearsBetween(span.first.getUTCFullYear(), span.last.getUTCFullYear()) : []
}

function orNothing(error: unknown): never[] {
  if (databaseCode(error) !== cancelled) throw error
  return []
}

function yearsBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => last - index)
}
