import fc from 'fast-check'
import type { Document, Fact } from '#lib/works/facts/document.ts'
import type { FactValue } from '#lib/works/facts/fields.ts'

const words = fc.constantFrom('Ash', 'Birch', 'Cedar', 'Damson', 'Elder')
const place = fc.integer({ min: 0, max: 3 })

const keys = fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd')

/** A few values of a few fields, so that two documents often speak of the same thing. */
const entry: fc.Arbitrary<[string, FactValue]> = fc.oneof(
  fc.tuple(fc.constant('title'), words),
  fc.tuple(fc.constant('pages'), fc.integer({ min: 1, max: 4 })),
  fc.tuple(keys.map((key) => `genres/${key}`), fc.record({ name: words, place })),
  fc.tuple(keys.map((key) => `releases/${key}`), fc.record({ date: fc.constantFrom('2012', '2012-10', '2012-10-05'), place: words, event: fc.constant('') })),
  fc.tuple(keys.map((key) => `runningTimes/${key}`), fc.record({ minutes: fc.integer({ min: 1, max: 3 }), version: fc.constant('') })),
)

const source = fc.constantFrom('', 'the end titles', 'https://example.org/')

/** The proposal that said what stands in these documents. */
export const earlier = '11111111-1111-4111-8111-111111111111'

const fact = (value: FactValue, from: string): Fact => ({ value, source: from, proposal: earlier })

/** Facts in which no list says one thing twice, wherever it stands. */
export const someFacts: fc.Arbitrary<Document> = fc.array(fc.tuple(entry, source), { maxLength: 12 }).map((entries) => {
  const facts: Record<string, Fact> = {}
  for (const [[key, value], from] of entries) {
    const field = key.split('/')[0]
    const repeated = Object.entries(facts).some(([other, { value: said }]) => other !== key && other.split('/')[0] === field && sameWords(said, value))
    if (!repeated) facts[key] = fact(value, from)
  }
  return { facts, locks: {} }
})

function sameWords(one: FactValue, other: FactValue): boolean {
  const bare = (value: FactValue) => JSON.stringify(typeof value === 'object' && 'place' in value && typeof value.place === 'number' ? { ...value, place: 0 } : value)
  return bare(one) === bare(other)
}
