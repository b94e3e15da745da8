import { describe, expect, test } from 'vitest'
import { describeReview, describeWork } from '#components/works/describe-work.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { documentSchema } from '#lib/works/facts/document.ts'
import { creditRoles, workKinds } from '#lib/works/facts/fields.ts'
import type { WorkKind } from '#lib/works/facts/fields.ts'
import { vocabularyErrors } from '../../web/schema-org.ts'

const origin = 'https://afterword.example'

/** Everything that can be said of a work, whatever kind it is of. */
function allOf(kind: WorkKind): Document {
  const said: Record<string, unknown> = {
    kind, title: 'Ferries & <rivers>', originalTitle: 'Fähren', pages: 412, website: 'https://ferries.example/',
    'otherTitles/aaaaaaaa': { title: 'The Ferries', note: 'as shown at sea' },
    'basedOn/aaaaaaaa': { title: 'A river', by: 'Ines Calder', what: 'a novel' },
    'releases/aaaaaaaa': { date: '2012-10', place: 'Hull', event: '' }, 'releases/bbbbbbbb': { date: '2012', place: '', event: 'The Festival of the Sea' },
    'runningTimes/aaaaaaaa': { minutes: 95, version: '' }, 'genres/aaaaaaaa': { name: 'Drama', place: 0 }, 'countries/aaaaaaaa': { name: 'Wales', place: 0 },
    'languages/aaaaaaaa': { name: 'Welsh', place: 0 }, 'ratings/aaaaaaaa': { country: 'United Kingdom', rating: '12A', reason: 'fog' },
    'identifiers/aaaaaaaa': { scheme: 'imdb', value: 'tt0166896' }, 'identifiers/bbbbbbbb': { scheme: 'isbn', value: '9780306406157' },
    'synopses/aaaaaaaa': { kind: 'outline', text: 'A ferry, and who is on it.' }, 'synopses/bbbbbbbb': { kind: 'full', text: 'In the end the ferryman did it.' },
    ...Object.fromEntries(creditRoles.map((role, index) => [`credits/${String(index).padStart(8, 'c')}`, { role, name: `Name ${role}`, as: 'as themselves', page: index % 2 ? 'https://names.example/' : '' }])),
  }
  return documentSchema.parse({ facts: Object.fromEntries(Object.entries(said).map(([key, value]) => [key, { value, source: '', proposal: null }])) })
}

const essays = [
  { slug: 'on-ferries', title: 'On ferries', role: 'review' as const, rated: { rating: 3.5, scale: 5 }, authors: [{ name: 'Ada', handle: 'ada' }] },
  { slug: 'a-river', title: 'A river', role: 'about' as const, rated: null, authors: [] },
]

const reviewed = { slug: 'ferries', title: 'Ferries', kind: 'film', year: 2012, document: allOf('film'), role: 'review' as const, rated: { rating: 4, scale: 5 } }
const review = { url: `${origin}/posts/on-ferries`, title: 'On ferries', publishedAt: new Date('2026-01-02T03:04:05Z'), authors: [{ name: 'Ada', handle: 'ada' }] }

describe('a work in the words of schema.org', () => {
  test('says of no kind of work, and in no review, what the vocabulary does not know', () => {
    const works = workKinds.map((kind) => describeWork({ slug: 'ferries', document: allOf(kind) }, origin, essays))
    const all = [...works, describeReview(reviewed, review, origin)].map((data) => ({ '@context': 'https://schema.org', ...data }))
    expect(vocabularyErrors(...all)).toEqual([])
  }, 60_000)

  test('has of a film its name, its length as ISO 8601, its first release as precisely as it is known, and its reviews', () => {
    expect(describeWork({ slug: 'ferries', document: allOf('film') }, origin, essays)).toMatchObject({
      '@type': 'Movie', '@id': `${origin}/works/ferries`, name: 'Ferries & <rivers>', alternateName: ['Fähren', 'The Ferries'], duration: 'PT95M', datePublished: '2012',
      director: [{ '@type': 'Person', name: 'Name director' }], actor: [{ name: 'Name cast' }], description: 'A ferry, and who is on it.',
      review: [{ '@type': 'Review', url: `${origin}/posts/on-ferries`, reviewRating: { ratingValue: 3.5, bestRating: 5 } }], subjectOf: [{ name: 'A river' }],
    })
  })

  test('has of a book its pages and its number, and of whoever made it in a way that no book has that they contributed', () => {
    const book = describeWork({ slug: 'ferries', document: allOf('book') }, origin)
    expect(book).toMatchObject({ '@type': 'Book', numberOfPages: 412, isbn: ['9780306406157'], illustrator: [{ name: 'Name illustrator' }], contributor: expect.arrayContaining([{ '@type': 'Person', name: 'Name director', sameAs: 'https://names.example/' }]) })
    for (const none of ['director', 'actor', 'duration', 'review']) expect(book).not.toHaveProperty(none)
  })

  test('never tells how it ends', () => {
    for (const kind of workKinds) expect(JSON.stringify(describeWork({ slug: 'ferries', document: allOf(kind) }, origin))).not.toContain('ferryman')
  })

  test('of which nothing is known but its title has nothing empty', () => {
    const document = documentSchema.parse({ facts: { kind: { value: 'film', source: '', proposal: null }, title: { value: 'The Weir', source: '', proposal: null } } })
    expect(describeWork({ slug: 'the-weir', document }, origin)).toEqual({ '@type': 'Movie', '@id': `${origin}/works/the-weir`, url: `${origin}/works/the-weir`, name: 'The Weir' })
  })
})

test('an essay that reviews a work is a review with its rating, its author, and what it reviews', () => {
  expect(describeReview(reviewed, review, origin)).toMatchObject({
    '@type': 'Review', name: 'On ferries', datePublished: '2026-01-02T03:04:05.000Z', itemReviewed: { '@type': 'Movie', name: 'Ferries & <rivers>' },
    author: [{ '@type': 'Person', name: 'Ada', url: `${origin}/people/ada` }], reviewRating: { '@type': 'Rating', ratingValue: 4, bestRating: 5, worstRating: 0 },
  })
})
