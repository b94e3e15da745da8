import { searchReader } from '#lib/database.ts'
import { guidelinesTitle, ownGuidelines } from '#lib/house/read-guidelines.ts'
import { findAmongFew, wordsOfPassages } from '#lib/search/kinds/few.ts'
import type { Found, Material, Search, SearchKind } from '#lib/search/kinds/kind.ts'
import { pagesOfPosts } from '#lib/search/kinds/posts.ts'
import { readPassages } from '#lib/search/read-passages.ts'
import type { SearchPlace } from '#lib/search/search-place.ts'

/** The guidelines are one text of the house, and no row of theirs stays when they change: this is their name among the pages. */
const guidelinesId = '00000000-0000-4000-8000-000000000001'

/** Pages: what the site says about itself, as posts and as texts of the house. */
export const pages: SearchKind = {
  ...pagesOfPosts,
  findBest: async (search, after, limit) => {
    const [posts, house] = await Promise.all([pagesOfPosts.findBest(search, after, limit), findGuidelines(search, { after, limit, order: 'best' })])
    return [...posts, ...house]
  },
  findNewest: async (search, after, limit) => {
    const [posts, house] = await Promise.all([pagesOfPosts.findNewest?.(search, after, limit), findGuidelines(search, { after, limit, order: 'newest' })])
    return [...(posts ?? []), ...house]
  },
  describe: async (ids) => [...(await pagesOfPosts.describe(ids.filter((id) => id !== guidelinesId))), ...(ids.includes(guidelinesId) ? [await describeGuidelines()] : [])],
}

type Asked = { after: SearchPlace | null; limit: number; order: 'best' | 'newest' }

/** They have no tag, no writer and no year. */
async function findGuidelines(search: Search, asked: Asked): Promise<Found[]> {
  if (search.tagId || search.personId || search.year) return []
  const { html, at } = await readHouse()
  return findAmongFew([{ id: guidelinesId, at: at ?? new Date(0), title: guidelinesTitle, text: wordsOfPassages(readPassages(html)) }], search, asked)
}

async function readHouse(): Promise<{ html: string; at: Date | null }> {
  const written = await searchReader().publishedHouseText.findUnique({ where: { page: 'guidelines' }, select: { html: true, changedAt: true } })
  return written ? { html: written.html, at: written.changedAt } : { html: await ownGuidelines(), at: null }
}

async function describeGuidelines(): Promise<Material> {
  const { html, at } = await readHouse()
  return { id: guidelinesId, path: '/guidelines', title: guidelinesTitle, lang: '', at, by: [], replies: null, postId: '', notes: '', lead: '', passages: readPassages(html) }
}
