import { Prisma } from '#database'
import type { LanguageQuery } from '#lib/search/read-queries.ts'
import type { SearchPlace } from '#lib/search/search-place.ts'

/**
 * How many are put in order by relevance: the newest that have the words. A word that stands in every text would otherwise have all of
 * them read; where fewer have it, which is nearly always, the order is exact.
 */
export const ranked = 500

/** Text, headings, standfirst with tags and names, title. */
export const weights = Prisma.sql`'{0.05, 0.2, 0.5, 1}'::real[]`

/**
 * Whether a row has the words, each language in its own way. Where all texts are in one, PostgreSQL is not asked about it: the index of
 * words then says all.
 * @param column of the type `tsvector`, beside one called `config`
 */
export function matches(queries: LanguageQuery[], column: Prisma.Sql): Prisma.Sql {
  const languages = queries.filter(({ inTexts }) => inTexts)
  const [first] = languages
  if (!first) return Prisma.sql`false`
  if (languages.length === 1) return Prisma.sql`${column} @@ ${first.query}::tsquery`
  return Prisma.sql`(${Prisma.join(languages.map(({ config, query }) => Prisma.sql`(config = ${config} AND ${column} @@ ${query}::tsquery)`), ' OR ')})`
}

/** How well, longer texts a little less. Of the type that JavaScript has, so that a place comes back as it went. */
export function rank(queries: LanguageQuery[]): Prisma.Sql {
  const arms = queries.map(({ config, query }) => Prisma.sql`WHEN ${config} THEN ts_rank(${weights}, words, ${query}::tsquery, 1)`)
  return Prisma.sql`coalesce((CASE config ${Prisma.join(arms, ' ')} END)::float8, 0)`
}

/** Rows after a place by rank, time and id, all falling. */
export function afterRank(place: SearchPlace | null): Prisma.Sql {
  return place ? Prisma.sql`(rank, at, id) < (${place.rank}::float8, ${place.at}, ${place.id}::uuid)` : Prisma.sql`true`
}

/** Rows after a place by time and id, both falling. @param id the column */
export function afterTime(place: SearchPlace | null, id: Prisma.Sql): Prisma.Sql {
  return place ? Prisma.sql`(at, ${id}) < (${place.at}, ${place.id}::uuid)` : Prisma.sql`true`
}
