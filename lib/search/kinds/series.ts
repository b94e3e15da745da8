import { searchReader } from '#lib/database.ts'
import { findAmongFew, wordsOfPassages } from '#lib/search/kinds/few.ts'
import type { Material, SearchKind } from '#lib/search/kinds/kind.ts'
import { readPassages } from '#lib/search/read-passages.ts'
import { seriesPath } from '#lib/posts/series/series-path.ts'

/** More than any site has. */
const most = 500

/** Series, by what they are called and what is said of them; their essays are found by themselves. */
export const series: SearchKind = {
  name: 'series',
  label: 'Series',
  singular: 'Series',
  tier: 0,
  narrowedBy: [],

  findBest: async (search, after, limit) => {
    const rows = await searchReader().publishedSeries.findMany({ orderBy: { id: 'desc' }, take: most })
    const texts = rows.map(({ id, title, descriptionHtml }) => ({ id, at: new Date(0), title, text: wordsOfPassages(readPassages(descriptionHtml)) }))
    return findAmongFew(texts, search, { after, limit, order: 'best' })
  },

  // Essays come and go in it, and none of these moments is its own.
  findNewest: null,
  describe,
}

async function describe(ids: string[]): Promise<Material[]> {
  const rows = await searchReader().publishedSeries.findMany({ where: { id: { in: ids } } })
  return rows.map(({ id, slug, title, descriptionHtml }) => ({
    id, path: seriesPath(slug), title, lang: '', at: null, by: [], replies: null, postId: '', notes: '', lead: '', passages: readPassages(descriptionHtml),
  }))
}
