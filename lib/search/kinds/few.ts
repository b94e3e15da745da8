import { Prisma } from '#database'
import { searchReader } from '#lib/database.ts'
import { foldLetters } from '#lib/search/fold-words.ts'
import type { Found, Search } from '#lib/search/kinds/kind.ts'
import { afterRank, afterTime, weights } from '#lib/search/kinds/matching.ts'
import { splitRuns } from '#lib/search/split-runs.ts'
import type { Passage } from '#lib/search/read-passages.ts'
import type { SearchPlace } from '#lib/search/search-place.ts'

/** A text of which there are so few that no index keeps its words: they are worked out when something is looked for. */
export type FewText = { id: string; at: Date; title: string; text: string }

type Asked = { after: SearchPlace | null; limit: number; order: 'best' | 'newest' }

/** What is written in some passages, each heading once for each that stands under it. */
export function wordsOfPassages(passages: Passage[]): string {
  return passages.map(({ text, section }) => `${section}\n${text}`).join('\n')
}

/** Which of some texts have the words, in whichever of the languages of the site: they name none themselves. */
export async function findAmongFew(texts: FewText[], { queries }: Search, { after, limit, order }: Asked): Promise<Found[]> {
  if (texts.length === 0) return []
  const columns = { ids: texts.map(({ id }) => id), ats: texts.map(({ at }) => at), titles: texts.map(({ title }) => splitRuns(foldLetters(title))), bodies: texts.map(({ text }) => splitRuns(foldLetters(text))) }
  const newest = order === 'newest'
  return searchReader().$queryRaw<Found[]>`
    WITH candidate AS (
      SELECT DISTINCT ON (t.id) t.id, q.config, t.at, ${newest ? Prisma.sql`0::float8` : Prisma.sql`ts_rank(${weights}, v.words, q.query::tsquery, 1)::float8`} AS rank
      FROM unnest(${columns.ids}::uuid[], ${columns.ats}::timestamptz[], ${columns.titles}::text[], ${columns.bodies}::text[]) AS t (id, at, title, body)
      CROSS JOIN unnest(${queries.map(({ config }) => config)}::text[], ${queries.map(({ query }) => query)}::text[]) AS q (config, query)
      CROSS JOIN LATERAL (SELECT setweight(to_tsvector(q.config::regconfig, t.title), 'A') || to_tsvector(q.config::regconfig, t.body) AS words) v
      WHERE v.words @@ q.query::tsquery
      ORDER BY t.id, rank DESC
    )
    SELECT id, config, at, rank FROM candidate WHERE ${newest ? afterTime(after, Prisma.sql`id`) : afterRank(after)}
    ORDER BY rank DESC, at DESC, id DESC LIMIT ${limit}`
}
