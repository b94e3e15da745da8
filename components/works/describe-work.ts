import { listOf, oneOf } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import type { CreditRole, WorkKind } from '#lib/works/facts/fields.ts'
import { schemes } from '#lib/works/facts/identifiers.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostWork, Rating } from '#lib/works/read-post-works.ts'
import { workPath } from '#lib/works/work-path.ts'
import type { WorkRole } from '#lib/works/works-form.ts'

const types: Record<WorkKind, string> = { film: 'Movie', book: 'Book', series: 'TVSeries', play: 'Play', album: 'MusicAlbum', other: 'CreativeWork' }

type Property = { property: string; type: 'Person' | 'Organization'; /** Kinds of works that have it; all where none are named. */ of?: WorkKind[] }

/** What schema.org calls what somebody did. Who is not here, or not for a work of this kind, has contributed to it. */
const properties: Partial<Record<CreditRole, Property>> = {
  author: { property: 'author', type: 'Person' },
  director: { property: 'director', type: 'Person', of: ['film', 'series'] },
  creator: { property: 'creator', type: 'Person' },
  screenplay: { property: 'author', type: 'Person' },
  translator: { property: 'translator', type: 'Person' },
  illustrator: { property: 'illustrator', type: 'Person', of: ['book'] },
  cast: { property: 'actor', type: 'Person', of: ['film', 'series'] },
  producer: { property: 'producer', type: 'Person' },
  editing: { property: 'editor', type: 'Person' },
  music: { property: 'musicBy', type: 'Person', of: ['film', 'series'] },
  performer: { property: 'byArtist', type: 'Person', of: ['album'] },
  studio: { property: 'productionCompany', type: 'Organization', of: ['film', 'series'] },
  publisher: { property: 'publisher', type: 'Organization' },
}

/** An essay about a work, as far as its page names it. */
type Named = { slug: string; title: string; role: WorkRole; rated: Rating | null; authors: { name: string; handle: string }[] }

/** A work in the words of schema.org, with essays about it. The whole story is told to nobody who did not ask. */
export function describeWork({ slug, document }: { slug: string; document: Document }, origin: string, essays: readonly Named[] = []): Record<string, unknown> {
  const [outline] = listOf(document, 'synopses').filter(({ value }) => value.kind === 'outline')
  const [released] = listOf(document, 'releases')
  const named = (field: 'genres' | 'countries' | 'languages') => listOf(document, field).map(({ value }) => value.name)
  const identifiers = listOf(document, 'identifiers').map(({ value }) => value)
  const kind = oneOf(document, 'kind') ?? 'other'
  const reviews = essays.filter(({ role }) => role === 'review')
  return filled({
    ...nameWork({ slug, document }, origin),
    alternateName: [oneOf(document, 'originalTitle'), ...listOf(document, 'otherTitles').map(({ value }) => value.title)].filter((title) => title !== null),
    description: outline?.value.text,
    ...describeCredits(document, kind),
    isBasedOn: listOf(document, 'basedOn').map(({ value: { title, by } }) => filled({ '@type': 'CreativeWork', name: title, author: by && { '@type': 'Person', name: by } })),
    datePublished: released?.value.date,
    ...describeLength(document, kind),
    genre: named('genres'),
    countryOfOrigin: named('countries').map((name) => ({ '@type': 'Country', name })),
    inLanguage: named('languages').map((name) => ({ '@type': 'Language', name })),
    contentRating: listOf(document, 'ratings').map(({ value: { country, rating } }) => `${rating} (${country})`),
    isbn: kind === 'book' ? identifiers.filter(({ scheme }) => scheme === 'isbn').map(({ value }) => value) : [],
    sameAs: [oneOf(document, 'website'), ...identifiers.map(({ scheme, value }) => schemes[scheme].address(value))].filter((address) => address !== null),
    review: reviews.map(({ slug: essay, title, rated, authors }) => nameReview({ slug, rated }, { url: origin + postPath(essay), title, authors }, origin)),
    subjectOf: essays.filter(({ role }) => role === 'about').map(({ slug: essay, title }) => ({ '@type': 'BlogPosting', name: title, url: origin + postPath(essay) })),
  })
}

/** How long it is, in the words that its kind has for that: whole minutes as ISO 8601 writes them, or pages. */
function describeLength(document: Document, kind: WorkKind): Record<string, unknown> {
  const [shown] = listOf(document, 'runningTimes')
  const long = shown && `PT${shown.value.minutes}M`
  return { ...(kind === 'film' ? { duration: long } : { timeRequired: long }), numberOfPages: kind === 'book' ? oneOf(document, 'pages') : null }
}

/** The same as short as another page needs it. */
export function nameWork({ slug, document }: { slug: string; document: Document }, origin: string): Record<string, unknown> {
  const url = origin + workPath(slug)
  return { '@type': types[oneOf(document, 'kind') ?? 'other'], '@id': url, url, name: oneOf(document, 'title') ?? '' }
}

type Review = { url: string; title: string; publishedAt: Date; authors: { name: string; handle: string }[] }

/** An essay as a review of a work. */
export function describeReview(work: PostWork, { publishedAt, ...review }: Review, origin: string): Record<string, unknown> {
  return { ...nameReview(work, review, origin), datePublished: publishedAt.toISOString(), itemReviewed: describeWork(work, origin) }
}

function nameReview({ slug, rated }: Pick<PostWork, 'slug' | 'rated'>, { url, title, authors }: Omit<Review, 'publishedAt'>, origin: string): Record<string, unknown> {
  return filled({
    '@type': 'Review',
    '@id': `${url}#review-${slug}`,
    url,
    name: title,
    author: authors.map(({ name, handle }) => ({ '@type': 'Person', name, url: `${origin}/people/${handle}` })),
    reviewRating: rated && { '@type': 'Rating', ratingValue: rated.rating, bestRating: rated.scale, worstRating: 0 },
  })
}

function describeCredits(document: Document, kind: WorkKind): Record<string, unknown[]> {
  const described: Record<string, unknown[]> = {}
  for (const { value: { role, name, page } } of listOf(document, 'credits')) {
    const known = properties[role]
    const fits = known && (!known.of || known.of.includes(kind))
    const property = fits ? known.property : 'contributor'
    ;(described[property] ??= []).push(filled({ '@type': known?.type ?? 'Person', name, sameAs: page }))
  }
  return described
}

/** What nothing is known of is not said. */
function filled(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)))
}
