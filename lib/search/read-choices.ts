import { searchReader } from '#lib/database.ts'

/** What a search can be narrowed to. */
export type SearchChoices = {
  tags: { slug: string; name: string }[]
  /** From the newest to the oldest in which something appeared. */
  years: number[]
}

/** A longer list is no help in choosing; the address takes any tag. */
const mostTags = 100

/** The tags that most essays have, by name, and the years of the site. */
export async function readChoices(): Promise<SearchChoices> {
  const [tags, [span]] = await Promise.all([
    searchReader().$queryRaw<{ slug: string; name: string }[]>`
      SELECT t.slug, t.name FROM published_tag t JOIN (
        SELECT pt.tag_id, count(*) AS essays FROM published_post_tag pt GROUP BY pt.tag_id ORDER BY essays DESC, pt.tag_id LIMIT ${mostTags}
      ) used ON used.tag_id = t.id ORDER BY lower(t.name), t.slug`,
    searchReader().$queryRaw<{ first: Date | null; last: Date | null }[]>`
      SELECT (SELECT at FROM published_post_search ORDER BY at, post_id LIMIT 1) AS first,
        greatest((SELECT at FROM published_post_search ORDER BY at DESC, post_id DESC LIMIT 1),
          (SELECT at FROM published_comment_search ORDER BY at DESC, comment_id DESC LIMIT 1)) AS last`,
  ])
  return { tags, years: span?.first && span.last ? yearsBetween(span.first.getUTCFullYear(), span.last.getUTCFullYear()) : [] }
}

function yearsBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => last - index)
}
