import { listOf, oneOf } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import type { CreditRole, WorkKind } from '#lib/works/facts/fields.ts'
import { schemes } from '#lib/works/facts/identifiers.ts'
import type { PostWork } from '#lib/works/read-post-works.ts'
import { workPath } from '#lib/works/work-path.ts'

const types: Record<WorkKind, string> = { film: 'Movie', book: 'Book', series: 'TVSeries', play: 'Play', album: 'MusicAlbum', other: 'CreativeWork' }

/** What schema.org calls what somebody did; who is not here it has no word for. */
const properties: Partial<Record<CreditRole, { property: string; type: 'Person' | 'Organization' }>> = {
  author: { property: 'author', type: 'Person' },
  director: { property: 'director', type: 'Person' },
  creator: { property: 'creator', type: 'Person' },
  screenplay: { property: 'author', type: 'Person' },
  translator: { property: 'translator', type: 'Person' },
  illustrator: { property: 'illustrator', type: 'Person' },
  cast: { property: 'actor', type: 'Person' },
  producer: { property: 'producer', type: 'Person' },
  editing: { property: 'editor', type: 'Person' },
  music: { property: 'musicBy', type: 'Person' },
  performer: { property: 'byArtist', type: 'Person' },
  studio: { property: 'productionCompany', type: 'Organization' },
  publisher: { property: 'publisher', type: 'Organization' },
}

/** A work in the words of schema.org. The whole story is told to nobody who did not ask. */
export function describeWork({ slug, document }: { slug: string; document: Document }, origin: string): Record<string, unknown> {
  const [outline] = listOf(document, 'synopses').filter(({ value }) => value.kind === 'outline')
  const [released] = listOf(document, 'releases')
  const [shown] = listOf(document, 'runningTimes')
  const named = (field: 'genres' | 'countries' | 'languages') => listOf(document, field).map(({ value }) => value.name)
  const identifiers = listOf(document, 'identifiers').map(({ value }) => value)
  return filled({
    ...nameWork({ slug, document }, origin),
    alternateName: [oneOf(document, 'originalTitle'), ...listOf(document, 'otherTitles').map(({ value }) => value.title)].filter((title) => title !== null),
    description: outline?.value.text,
    ...describeCredits(document),
    isBasedOn: listOf(document, 'basedOn').map(({ value: { title, by } }) => filled({ '@type': 'CreativeWork', name: title, author: by && { '@type': 'Person', name: by } })),
    datePublished: released?.value.date,
    duration: shown && `PT${shown.value.minutes}M`,
    numberOfPages: oneOf(document, 'pages'),
    genre: named('genres'),
    countryOfOrigin: named('countries').map((name) => ({ '@type': 'Country', name })),
    inLanguage: named('languages'),
    contentRating: listOf(document, 'ratings').map(({ value: { country, rating } }) => `${rating} (${country})`),
    isbn: identifiers.filter(({ scheme }) => scheme === 'isbn').map(({ value }) => value),
    sameAs: [oneOf(document, 'website'), ...identifiers.map(({ scheme, value }) => schemes[scheme].address(value))].filter((address) => address !== null),
  })
}

/** The same as short as another page needs it. */
export function nameWork({ slug, document }: { slug: string; document: Document }, origin: string): Record<string, unknown> {
  const url = origin + workPath(slug)
  return { '@type': types[oneOf(document, 'kind') ?? 'other'], '@id': url, url, name: oneOf(document, 'title') ?? '' }
}

type Review = { url: string; title: string; publishedAt: Date; authors: { name: string; handle: string }[] }

/** An essay as a review of a work. */
export function describeReview(work: PostWork, { url, title, publishedAt, authors }: Review, origin: string): Record<string, unknown> {
  return filled({
    '@type': 'Review',
    '@id': `${url}#review-${work.slug}`,
    url,
    name: title,
    datePublished: publishedAt.toISOString(),
    author: authors.map(({ name, handle }) => ({ '@type': 'Person', name, url: `${origin}/people/${handle}` })),
    itemReviewed: describeWork(work, origin),
    reviewRating: work.rated && { '@type': 'Rating', ratingValue: work.rated.rating, bestRating: work.rated.scale, worstRating: 0 },
  })
}

function describeCredits(document: Document): Record<string, unknown[]> {
  const described: Record<string, unknown[]> = {}
  for (const { value: { role, name, page } } of listOf(document, 'credits')) {
    const known = properties[role]
    if (known) (described[known.property] ??= []).push(filled({ '@type': known.type, name, sameAs: page }))
  }
  return described
}

/** What nothing is known of is not said. */
function filled(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)))
}
