import { databaseCode } from '#lib/command.ts'
import { searchReader } from '#lib/database.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { cutSnippet, markPieces } from '#lib/search/cut-snippet.ts'
import type { Piece } from '#lib/search/cut-snippet.ts'
import { findMarked } from '#lib/search/find-marked.ts'
import type { Found, Material, Narrowing, Search, SearchKind } from '#lib/search/kinds/kind.ts'
import { searchKinds } from '#lib/search/kinds/registry.ts'
import { beginningOf, readBeginnings, readQueries } from '#lib/search/read-queries.ts'
import { checkWords } from '#lib/search/search-filter.ts'
import type { SearchFilter } from '#lib/search/search-filter.ts'
import { decodePlace, encodePlace } from '#lib/search/search-place.ts'
import type { SearchPlace } from '#lib/search/search-place.ts'

/** One thing found, as it is shown. Texts come in pieces, some of them marked; none of it is markup. */
export type SearchResult = {
  kind: string
  /** Its place: of a comment its permanent address, of an essay the heading above what was found. */
  path: string
  title: Piece[]
  lang: string
  at: Date | null
  by: { name: string; handle: string | null }[]
  replies: number | null
  /** What one should know before reading, once for each post on a page. */
  notes: string
  /** What it can be folded by. */
  topics: readonly Choosable[]
  /** The heading above what was found; empty for none. */
  section: Piece[]
  snippet: Piece[]
  /** What was looked for stands only in a part that is folded away. */
  folded: boolean
}

export type SearchPage = {
  results: SearchResult[]
  /** Passed back as `after`; null on the last page. */
  next: string | null
  /** Nothing has the words themselves; these results have words that begin like this one. Else empty. */
  begins: string
  /** Results of this page that are not among these, because the reader wants them in no list. */
  leftOut: number
}

/** Results on one page. */
const resultsPerPage = 20

/**
 * A page of what is published and has some words. By relevance, or newest first; people have no place in an order by time. Reads the
 * views of what the public may find and see, and nothing else.
 */
export async function readSearch(filter: SearchFilter, { after = '', limit = resultsPerPage, leaveOut = [] }: { after?: string; limit?: number; leaveOut?: readonly Choosable[] } = {}): Promise<Outcome<SearchPage>> {
  const place = after === '' ? null : decodePlace(after)
  if (after !== '' && !place) return refuse('not-found', 'This page of the search does not exist.', { fields: { after: 'This page of the search does not exist.' } })
  const problem = checkWords(filter.q) ?? checkChoices(filter)
  if (problem) return problem
  try {
    return await answer(filter, { place, limit, leaveOut })
  } catch (error) {
    if (databaseCode(error) !== cancelled) throw error
    // Pages that go on have found this already, so only the words can make it quicker.
    if (leavesOut(filter.q)) return refuseField('q', 'So many texts have these words that leaving some out took too long. Please add a word that should be there, or take away what should not.')
    return refuse('unavailable', 'This search took longer than one search may take. Fewer or rarer words are found quicker.', { retryAfterSeconds: 5 })
  }
}

/** Whether a search names words that must not be there: where nearly all texts have them, hundreds of thousands are read to find a few. */
function leavesOut(q: string): boolean {
  return /(?:^|\s)-["\p{L}\p{N}]/u.test(q)
}

/** PostgreSQL's code for a statement that went over its time. */
const cancelled = '57014'

function checkChoices({ kind, year, order }: SearchFilter): Refusal | null {
  if (kind && !searchKinds.some(({ name }) => name === kind)) return refuseField('kind', 'There is no such kind of thing here.')
  if (year && !/^[12]\d{3}$/.test(year)) return refuseField('year', 'A year has four digits.')
  if (order && order !== 'newest') return refuseField('order', 'The order is by relevance, or newest first.')
  return null
}

async function answer(filter: SearchFilter, { place, ...size }: Omit<Asked, 'begins'>): Promise<Outcome<SearchPage>> {
  const narrowing = await readNarrowing(filter)
  if (!narrowing.ok) return narrowing
  const queries = await readQueries(filter.q)
  if (!queries) return refuseField('q', 'This only says what should not be there. Please add a word that should.')
  if (!place?.begins) {
    const page = await readPage({ ...narrowing.value, queries }, filter, { ...size, place, begins: false })
    if (page.results.length + page.leftOut > 0 || place) return done(page)
  }
  const beginnings = await readBeginnings(filter.q)
  if (!beginnings) return done({ results: [], next: null, begins: '', leftOut: 0 })
  return done(await readPage({ ...narrowing.value, queries: beginnings }, filter, { ...size, place, begins: true }))
}

/** What the names in a filter stand for. Names of nobody, and of what is in no list, are names of nothing. */
async function readNarrowing({ tag, person, year }: SearchFilter): Promise<Outcome<Omit<Search, 'queries'>>> {
  const [tags, people] = await Promise.all([
    tag === '' ? [] : searchReader().$queryRaw<{ id: string }[]>`SELECT id FROM published_tag WHERE slug = ${tag}`,
    person === '' ? [] : searchReader().$queryRaw<{ id: string }[]>`
      SELECT w.id FROM published_person w JOIN published_person_search s ON s.person_id = w.id WHERE w.handle = ${person.toLowerCase()}`,
  ])
  if (tag && !tags[0]) return refuseField('tag', 'No essay is filed under this tag.')
  if (person && !people[0]) return refuseField('person', 'Nobody of this handle has written here.')
  return done({ tagId: tags[0]?.id ?? null, personId: people[0]?.id ?? null, year: year === '' ? null : yearOf(Number(year)) })
}

function yearOf(year: number) {
  return { from: new Date(Date.UTC(year, 0)), until: new Date(Date.UTC(year + 1, 0)) }
}

type Asked = { place: SearchPlace | null; limit: number; begins: boolean; leaveOut: readonly Choosable[] }
type Placed = Found & { kind: SearchKind }

async function readPage(search: Search, filter: SearchFilter, { place, limit, begins, leaveOut }: Asked): Promise<SearchPage> {
  const byTime = filter.order === 'newest'
  const found = await Promise.all(kindsFor(filter).map(async (kind) => {
    const rows = byTime ? await kind.findNewest?.(search, place, limit + 1) : await findOfTier(kind, search, place, limit + 1)
    return (rows ?? []).map((row): Placed => ({ ...row, kind }))
  }))
  const all = found.flat().toSorted(byTime ? laterFirst : betterFirst)
  const shown = all.slice(0, limit)
  const last = shown.at(-1)
  const described = await describe(shown, search)
  const results = described.filter(({ topics }) => !topics.some((topic) => leaveOut.includes(topic)))
  return {
    results,
    leftOut: described.length - results.length,
    next: last && all.length > limit ? encodePlace({ begins, tier: byTime ? 0 : last.kind.tier, rank: last.rank, at: last.at, id: last.id }) : null,
    begins: begins ? beginningOf(filter.q) : '',
  }
}

/** The kinds that a filter leaves: one that cannot be narrowed in some way has nothing there. */
function kindsFor(filter: SearchFilter): SearchKind[] {
  const wanted = (['tag', 'person', 'year'] as const satisfies Narrowing[]).filter((name) => filter[name] !== '')
  return searchKinds.filter((kind) => (filter.kind === '' || kind.name === filter.kind) && wanted.every((name) => kind.narrowedBy.includes(name)))
}

async function findOfTier(kind: SearchKind, search: Search, place: SearchPlace | null, limit: number): Promise<Found[]> {
  if (place && kind.tier < place.tier) return []
  return kind.findBest(search, place?.tier === kind.tier ? place : null, limit)
}

function betterFirst(a: Placed, b: Placed): number {
  return a.kind.tier - b.kind.tier || b.rank - a.rank || laterFirst(a, b)
}

/** As PostgreSQL orders: by time, then by the bytes of the id. */
function laterFirst(a: Placed, b: Placed): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)
}

/** What is found, told. What stopped being public in between is left out. */
async function describe(found: Placed[], search: Search): Promise<SearchResult[]> {
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  const described = await Promise.all(kinds.map((kind) => kind.describe(found.filter((each) => each.kind === kind).map(({ id }) => id))))
  const materials = new Map(described.flat().map((material) => [material.id, material]))
  const told = found.flatMap(({ id, kind, config }) => {
    const material = materials.get(id)
    return material ? [{ kind, config, material }] : []
  })
  const isMarked = await findMarked(told.flatMap(({ config, material }) => textsOf(material).map((text) => ({ config, text }))), search.queries)
  const warned = new Set<string>()
  return told.map(({ kind, config, material: { notes, topics = [], ...material } }) => {
    const { pieces, anchor, section, folded } = cutSnippet(material, isMarked(config))
    const { path, lang, at, by, replies, title, postId } = material
    const result: SearchResult = {
      kind: kind.name, path: anchor === null ? path : `${path}#${encodeURIComponent(anchor)}`, title: markPieces(title, isMarked(config)),
      lang, at, by, replies, notes: warned.has(postId) ? '' : notes, topics, section, snippet: pieces, folded,
    }
    warned.add(postId)
    return result
  })
}

function textsOf({ title, lead, passages }: Material): string[] {
  return [title, lead, ...passages.flatMap(({ text, section }) => [text, section])]
}
