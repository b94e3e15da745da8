import { Prisma } from '#database'
import { searchReader } from '#lib/database.ts'
import type { Found, Material, SearchKind } from '#lib/search/kinds/kind.ts'
import { afterRank, ranked, weights } from '#lib/search/kinds/matching.ts'
import { listOf, readDocument } from '#lib/works/facts/document.ts'
import { makersOf } from '#lib/works/read-work-list.ts'
import { workPath } from '#lib/works/work-path.ts'

/** Films, books and other works: by what they are called, who made them, and what is told of them without giving the end away. */
export const works: SearchKind = {
  name: 'work',
  label: 'Works',
  singular: 'Work',
  tier: 0,
  narrowedBy: [],

  // Names have no language and synopses several, so a work has the words of all in one.
  findBest: ({ queries }, after, limit) => searchReader().$queryRaw<Found[]>`
    WITH asked AS (
      SELECT * FROM unnest(${queries.map(({ config }) => config)}::text[], ${queries.map(({ query }) => query)}::text[]) AS q (config, query)
    ), candidate AS (
      SELECT f.work_id AS id, q.config, 'epoch'::timestamptz AS at, ts_rank(${weights}, f.words, q.query::tsquery, 1)::float8 AS rank
      FROM asked q CROSS JOIN LATERAL (
        SELECT work_id, words FROM published_work_search WHERE words @@ q.query::tsquery ORDER BY at DESC, work_id DESC LIMIT ${ranked}) f
    ), result AS (SELECT DISTINCT ON (id) id, config, at, rank FROM candidate ORDER BY id, rank DESC)
    SELECT id, config, at, rank FROM result WHERE ${afterRank(after)} ORDER BY rank DESC, ${Prisma.sql`id`} DESC LIMIT ${limit}`,

  // It changes whenever somebody adds to it, and none of these moments is its own.
  findNewest: null,
  describe,
}

async function describe(ids: string[]): Promise<Material[]> {
  const rows = await searchReader().publishedWork.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true, title: true, year: true, outline: true, facts: true } })
  return rows.map(({ id, slug, title, year, outline, facts }) => {
    const document = readDocument(facts)
    const told = listOf(document, 'synopses').filter(({ value }) => value.kind !== 'full')
    return {
      id,
      path: workPath(slug),
      title: year === null ? title : `${title} (${year})`,
      lang: '',
      at: null,
      by: [makersOf(document)].filter(Boolean).map((name) => ({ name, handle: null })),
      replies: null,
      postId: '',
      notes: '',
      lead: outline,
      passages: told.flatMap(({ value }) => value.text.split(/\n{2,}/)).map((text) => ({ text, folded: false, anchor: null, section: '' })),
    }
  })
}
