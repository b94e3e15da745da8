import { searchReader } from '#lib/database.ts'
import type { Found, Material, SearchKind } from '#lib/search/kinds/kind.ts'
import { afterRank, rank } from '#lib/search/kinds/matching.ts'
import { readPassages } from '#lib/search/read-passages.ts'

/** Of a name that very many have. */
const mostOfOneName = 200

/** People who have a page of their own; who only reads is not here. */
export const people: SearchKind = {
  name: 'person',
  label: 'People',
  singular: 'Person',
  tier: 0,
  narrowedBy: [],

  findBest: ({ queries }, after, limit) => {
    // Names have no language.
    const simple = queries.filter(({ config }) => config === 'simple')
    return searchReader().$queryRaw<Found[]>`
      WITH candidate AS (
        SELECT person_id, 'simple' AS config, words FROM published_person_search
        WHERE words @@ ${simple[0]?.query ?? ''}::tsquery ORDER BY person_id LIMIT ${mostOfOneName}
      ), result AS (
        SELECT person_id AS id, config, 'epoch'::timestamptz AS at, ${rank(simple)} AS rank FROM candidate
      )
      SELECT id, config, at, rank FROM result WHERE ${afterRank(after)} ORDER BY rank DESC, id DESC LIMIT ${limit}`
  },

  findNewest: null,
  describe,
}

async function describe(ids: string[]): Promise<Material[]> {
  const rows = await searchReader().publishedPerson.findMany({ where: { id: { in: ids } }, select: { id: true, handle: true, name: true, biographyHtml: true } })
  return rows.map(({ id, handle, name, biographyHtml }) => ({
    id,
    path: `/people/${handle}`,
    title: name,
    lang: '',
    at: null,
    by: [],
    replies: null,
    postId: '',
    notes: '',
    lead: '',
    passages: readPassages(biographyHtml),
  }))
}
