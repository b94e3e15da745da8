import { describe, expect, test } from 'vitest'
import { documentSchema, listOf, readDocument } from '#lib/works/facts/document.ts'
import { fieldOf } from '#lib/works/facts/fields.ts'
import { sayValue } from '#lib/works/facts/say-fact.ts'

const fact = (value: unknown, source = '') => ({ value, source, proposal: '11111111-1111-4111-8111-111111111111' })

function troubleOf(facts: Record<string, unknown>): string[] {
  const parsed = documentSchema.safeParse({ facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, fact(value)])), locks: {} })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

/** A page of facts such as critics append to a review, and synopses of every length: nothing of it is lost. */
const aFilm = {
  kind: 'film',
  title: 'The Long Lane',
  'credits/aaaaaaa1': { role: 'director', name: 'Ines Calder', as: '', page: '', place: 0 },
  'credits/aaaaaaa2': { role: 'screenplay', name: 'Ines Calder', as: '', page: '', place: 0 },
  'credits/aaaaaaa3': { role: 'cast', name: 'Tom Ferris', as: 'The ferryman', page: 'https://example.org/ferris', place: 1 },
  'credits/aaaaaaa4': { role: 'cast', name: 'Orla Dean', as: 'Marian', page: '', place: 0 },
  'basedOn/aaaaaaaa': { title: 'On Crossing', by: 'Marian Holt', what: 'autobiographical essay' },
  'runningTimes/aaaaaaaa': { minutes: 95, version: '' },
  'runningTimes/bbbbbbbb': { minutes: 121, version: 'Director’s cut' },
  'releases/aaaaaaa2': { date: '2012-10-19', place: 'United States', event: '' },
  'releases/aaaaaaa1': { date: '2012-01-23', place: '', event: 'Sundance Film Festival' },
  'releases/aaaaaaa3': { date: '2012', place: 'France', event: '' },
  'genres/aaaaaaaa': { name: 'Drama', place: 0 },
  'genres/bbbbbbbb': { name: 'Biography', place: 1 },
  'ratings/aaaaaaaa': { country: 'United States', rating: 'R', reason: 'for strong language and frank dialogue' },
  'synopses/aaaaaaa1': { kind: 'outline', lang: 'en', text: 'A ferryman who cannot swim is asked to.', credit: '', place: 0 },
  'synopses/aaaaaaa2': { kind: 'summary', lang: 'en', text: 'One paragraph.\n\nAnd another, “quoted”.', credit: 'Festival catalogue', place: 0 },
  'synopses/aaaaaaa3': { kind: 'summary', lang: 'en', text: 'By somebody else.', credit: '', place: 1 },
  'synopses/aaaaaaa4': { kind: 'full', lang: 'en', text: 'He swims.', credit: '', place: 0 },
}

describe('a page of facts', () => {
  test('is a document without loss', () => {
    expect(troubleOf(aFilm)).toEqual([])
    const stored = { facts: Object.fromEntries(Object.entries(aFilm).map(([key, value]) => [key, fact(value, 'the end titles')])), locks: {} }
    expect(readDocument(JSON.parse(JSON.stringify(stored)))).toEqual(stored)
  })

  test('reads in the order of people, releases by date', () => {
    const document = readDocument({ facts: Object.fromEntries(Object.entries(aFilm).map(([key, value]) => [key, fact(value)])), locks: {} })
    expect(listOf(document, 'releases').map(({ value }) => value.date)).toEqual(['2012', '2012-01-23', '2012-10-19'])
    expect(listOf(document, 'credits').filter(({ value }) => value.role === 'cast').map(({ value }) => value.name)).toEqual(['Orla Dean', 'Tom Ferris'])
    expect((['runningTimes', 'releases', 'ratings'] as const).map((field) => listOf(document, field).map(({ value }) => sayValue(field, value)))).toEqual([
      ['95 minutes', '121 minutes (Director’s cut)'],
      ['2012 (France)', '23 January 2012 (Sundance Film Festival)', '19 October 2012 (United States)'],
      ['R (United States): for strong language and frank dialogue'],
    ])
  })
})

test.each<[string, Record<string, unknown>]>([
  ['a field that there is not', { colour: 'red' }],
  ['a list without an entry', { credits: { role: 'director', name: 'A' } }],
  ['an entry of what is no list', { 'title/aaaaaaaa': 'A' }],
  ['a key that is something else', { '__proto__/aaaaaaaa': 'A' }],
  ['an empty title', { title: ' ' }],
  ['an outline of 240 characters', { 'synopses/aaaaaaaa': { kind: 'outline', text: 'x'.repeat(240), place: 0 } }],
  ['a date that there is not', { 'releases/aaaaaaaa': { date: '2012-02-30' } }],
  ['an address that is a script', { website: 'javascript:alert(1)' }],
  ['a page of a person that is a script', { 'credits/aaaaaaaa': { role: 'director', name: 'A', page: 'javascript:alert(1)', place: 0 } }],
  ['half a minute', { 'runningTimes/aaaaaaaa': { minutes: 0.5 } }],
  ['an ISBN whose last digit is wrong', { 'identifiers/aaaaaaaa': { scheme: 'isbn', value: '9780141439546' } }],
  ['something that somebody did without saying what', { 'credits/aaaaaaaa': { role: 'other', name: 'A', place: 0 } }],
  ['more than a value has', { 'genres/aaaaaaaa': { name: 'Drama', place: 0, colour: 'red' } }],
])('%s is refused', (_, facts) => {
  expect(troubleOf(facts)).toHaveLength(1)
})

test('an outline of 239 characters is one, counted as people count', () => {
  expect(troubleOf({ 'synopses/aaaaaaaa': { kind: 'outline', text: '🙂'.repeat(239), place: 0 } })).toEqual([])
})

test.each(['constructor', 'toString', '__proto__', 'credits/AAAAAAAA', 'credits/aaaaaaa', 'title/', ''])('"%s" names no field', (key) => {
  expect(fieldOf(key)).toBeNull()
})
