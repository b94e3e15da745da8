import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyChanges, stated, takeBack } from '#lib/works/facts/apply-changes.ts'
import type { Change, Stated } from '#lib/works/facts/apply-changes.ts'
import { emptyDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import type { FactValue } from '#lib/works/facts/fields.ts'
import { earlier, someFacts } from './some-facts.ts'

const proposal = '22222222-2222-4222-8222-222222222222'

function said(value: FactValue, source = ''): Stated {
  return { value, source }
}

function document(facts: Record<string, FactValue>): Document {
  return { facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, { value, source: '', proposal: earlier }])), locks: {} }
}

function plain({ facts }: Document) {
  return Object.fromEntries(Object.entries(facts).map(([key, { value, source }]) => [key, { value, source }]))
}

/** The changes that lead from one document to another. */
function compareDocuments(before: Document, after: Document): Change[] {
  return [...new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])].toSorted().flatMap((key) => {
    const [was, now] = [stated(before.facts[key]), stated(after.facts[key])]
    return isDeepStrictEqual(was, now) ? [] : [{ key, was, now }]
  })
}

describe('of any two documents', () => {
  test('what differs, applied to the first, gives the second', () => {
    fc.assert(fc.property(someFacts, someFacts, (before, after) => {
      const applied = applyChanges(before, compareDocuments(before, after), proposal)
      expect(plain(applied.document)).toEqual(plain(after))
      expect([applied.already, applied.stale]).toEqual([[], []])
    }), { numRuns: 2000 })
  })

  test('changes that were applied are what differs afterwards', () => {
    fc.assert(fc.property(someFacts, someFacts, (before, after) => {
      const changes = compareDocuments(before, after)
      expect(compareDocuments(before, applyChanges(before, changes, proposal).document)).toEqual(changes)
    }), { numRuns: 2000 })
  })

  test('what was applied to a third, whatever of it still fitted, is taken back to the letter', () => {
    fc.assert(fc.property(someFacts, someFacts, someFacts, (seen, wanted, present) => {
      const { document: changed, done } = applyChanges(present, compareDocuments(seen, wanted), proposal)
      expect(takeBack(changed, done)).toEqual(present)
    }), { numRuns: 2000 })
  })

  test('each change is applied, said already, or shown as too late, and none twice', () => {
    fc.assert(fc.property(someFacts, someFacts, someFacts, (seen, wanted, present) => {
      const changes = compareDocuments(seen, wanted)
      const { done, already, stale } = applyChanges(present, changes, proposal)
      expect([...done, ...already, ...stale.map(({ change }) => change)].map(({ key }) => key).toSorted()).toEqual(changes.map(({ key }) => key).toSorted())
    }), { numRuns: 2000 })
  })

  test('nothing is touched that no change names', () => {
    fc.assert(fc.property(someFacts, someFacts, someFacts, (seen, wanted, present) => {
      const changes = compareDocuments(seen, wanted)
      const { document: changed } = applyChanges(present, changes, proposal)
      const named = new Set(changes.map(({ key }) => key))
      for (const [key, fact] of Object.entries(present.facts)) if (!named.has(key)) expect(changed.facts[key]).toEqual(fact)
    }))
  })
})

test('what is applied names the proposal that said it, and nothing else does', () => {
  const { document: changed } = applyChanges(document({ title: 'Ash', pages: 4 }), [{ key: 'pages', was: said(4), now: said(5, 'the book') }], proposal)
  expect(changed.facts).toEqual({
    title: { value: 'Ash', source: '', proposal: earlier },
    pages: { value: 5, source: 'the book', proposal },
  })
})

const minutes = (value: number) => ({ minutes: value, version: '' })

const cases: { when: string; present: Record<string, FactValue>; change: Change; outcome: 'done' | 'already' | 'stale' }[] = [
  { when: 'the fact is as the proposer saw it', present: { pages: 4 }, change: { key: 'pages', was: said(4), now: said(5) }, outcome: 'done' },
  { when: 'somebody else changed it to another value', present: { pages: 6 }, change: { key: 'pages', was: said(4), now: said(5) }, outcome: 'stale' },
  { when: 'somebody else made the same change', present: { pages: 5 }, change: { key: 'pages', was: said(4), now: said(5, 'the book') }, outcome: 'already' },
  { when: 'it has gone meanwhile and should change', present: {}, change: { key: 'pages', was: said(4), now: said(5) }, outcome: 'stale' },
  { when: 'it has gone meanwhile and should go', present: {}, change: { key: 'pages', was: said(4), now: null }, outcome: 'already' },
  { when: 'it was changed and should go', present: { pages: 6 }, change: { key: 'pages', was: said(4), now: null }, outcome: 'stale' },
  { when: 'only its source is new', present: { pages: 4 }, change: { key: 'pages', was: said(4), now: said(4, 'the book') }, outcome: 'done' },
  { when: 'there was nothing and now there is another value', present: { pages: 6 }, change: { key: 'pages', was: null, now: said(5) }, outcome: 'stale' },
  { when: 'a list has another entry that says the same', present: { 'runningTimes/aaaaaaaa': minutes(95) }, change: { key: 'runningTimes/bbbbbbbb', was: null, now: said(minutes(95)) }, outcome: 'already' },
  { when: 'another entry says it in another place of the list', present: { 'genres/aaaaaaaa': { name: 'Ash', place: 3 } }, change: { key: 'genres/bbbbbbbb', was: null, now: said({ name: 'Ash', place: 1 }) }, outcome: 'already' },
  { when: 'a list has another entry that says something else', present: { 'runningTimes/aaaaaaaa': minutes(95) }, change: { key: 'runningTimes/bbbbbbbb', was: null, now: said(minutes(98)) }, outcome: 'done' },
]

test.each(cases)('when $when, it is $outcome', ({ present, change, outcome }) => {
  const { done, already, stale } = applyChanges(document(present), [change], proposal)
  expect({ done: done.length, already: already.length, stale: stale.length }).toEqual({ done: 0, already: 0, stale: 0, [outcome]: 1 })
})

test('an entry may take the place of an equal one that goes', () => {
  const changes = [{ key: 'runningTimes/bbbbbbbb', was: null, now: said(minutes(95)) }, { key: 'runningTimes/aaaaaaaa', was: said(minutes(95)), now: null }]
  expect(plain(applyChanges(document({ 'runningTimes/aaaaaaaa': minutes(95) }), changes, proposal).document)).toEqual({ 'runningTimes/bbbbbbbb': said(minutes(95)) })
})

test('nothing can be taken back once it was changed again', () => {
  const { document: changed, done } = applyChanges(emptyDocument, [{ key: 'title', was: null, now: said('Ash') }], proposal)
  const again = applyChanges(changed, [{ key: 'title', was: said('Ash'), now: said('Birch') }], earlier).document
  expect(takeBack(again, done)).toBeNull()
})
