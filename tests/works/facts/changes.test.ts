import { describe, expect, test } from 'vitest'
import { changesFrom, wordsOf } from '#lib/works/facts/changes.ts'
import type { Document } from '#lib/works/facts/document.ts'

const genre = (name: string, place: number) => ({ name, place })
const base: Document = {
  facts: {
    'genres/aaaaaaaa': { value: genre('Drama', 0), source: 'a catalogue', proposal: null },
    'genres/bbbbbbbb': { value: genre('Comedy', 1), source: 'a catalogue', proposal: null },
    title: { value: 'The Ferry', source: 'the end titles', proposal: null },
  },
  locks: {},
}
const as = (key: keyof typeof base.facts, source: string) => ({ key, now: base.facts[key]?.value ?? null, source })
const keys = (changes: { key: string }[]) => changes.map(({ key }) => key)

describe('a source that is given for a list', () => {
  test('is that of the entries which change, and the others keep theirs', () => {
    const changes = changesFrom(base, [as('genres/aaaaaaaa', 'a poster'), { key: 'genres/bbbbbbbb', now: genre('Farce', 1), source: 'a poster' }])
    expect(changes).toEqual([{ key: 'genres/bbbbbbbb', was: { value: genre('Comedy', 1), source: 'a catalogue' }, now: { value: genre('Farce', 1), source: 'a poster' } }])
  })

  test('is that of all of them where none changes', () => {
    expect(keys(changesFrom(base, [as('genres/aaaaaaaa', 'a poster'), as('genres/bbbbbbbb', 'a poster')]))).toEqual(['genres/aaaaaaaa', 'genres/bbbbbbbb'])
  })

  test('says nothing of other fields', () => {
    expect(keys(changesFrom(base, [as('title', 'a poster'), { key: 'genres/cccccccc', now: genre('Farce', 2), source: 'a poster' }]))).toEqual(['title', 'genres/cccccccc'])
  })
})

test('no word that a proposal brings has so many joints that the database would be busy with it', () => {
  const words = wordsOf(changesFrom(base, [{ key: 'title', now: '_a'.repeat(250), source: '_b'.repeat(250) }]), '_c'.repeat(500))
  expect(words.split(/\s+/).filter((word) => word.split('_').length > 60)).toEqual([])
  expect(words.replaceAll(/[^_]/g, '')).toHaveLength(1_000)
})

test('what is as it was, with its source or with none, is no change; another value has another source', () => {
  expect(changesFrom(base, [as('title', ''), as('genres/aaaaaaaa', 'a catalogue')])).toEqual([])
  expect(changesFrom(base, [{ key: 'title', now: 'The Ferries', source: '' }])).toMatchObject([{ now: { value: 'The Ferries', source: '' } }])
})
