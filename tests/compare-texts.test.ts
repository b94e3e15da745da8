import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'

/** `one [-two-] {+three+}` */
function written(parts: DiffPart[]): string {
  return parts.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`)).join('')
}

const side = (parts: DiffPart[], other: DiffPart['kind']) => parts.filter(({ kind }) => kind !== other).map(({ text }) => text).join('')

describe('words are compared', () => {
  test.each([
    ['The cat sat.', 'The cat sat.', 'The cat sat.'],
    ['The cat sat.', 'The dog sat.', 'The [-cat-]{+dog+} sat.'],
    ['The cat sat.', 'The cat sat down.', 'The cat sat{+ down+}.'],
    ['I loved the old film.', 'I loved the film.', 'I loved the [-old -]film.'],
    ['You are a fool, sir.', 'You may be wrong, sir.', 'You [-are a fool-]{+may be wrong+}, sir.'],
    ['It’s fine', 'It’s well-made', 'It’s [-fine-]{+well-made+}'],
    ['One.\n\nTwo.', 'One.\n\nTwo.\n\nThree.', 'One.\n\nTwo.{+\n\nThree.+}'],
    ['', 'New.', '{+New.+}'],
    ['[a](https://one.example)', '[a](https://two.example)', '[a](https://[-one-]{+two+}.example)'],
  ])('%j and %j', (before, after, expected) => {
    expect(written(compareTexts(before, after))).toBe(expected)
  })
})

test('whatever the texts, both can be read out of the comparison to the letter', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'the', 'film', ' ', ' ', '  ', '\n', '.', '’', 'é', '漢字', '👩‍👩‍👧', ']('), { maxLength: 60 }).map((each) => each.join(''))
  fc.assert(fc.property(words, words, (before, after) => {
    const parts = compareTexts(before, after)
    expect(side(parts, 'added')).toBe(before)
    expect(side(parts, 'removed')).toBe(after)
    expect(parts.every(({ text }) => text !== '')).toBe(true)
  }), { numRuns: 500 })
})

test('two long texts that share nothing are compared in an instant', () => {
  const long = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word}${index % 7}`).join(' ')
  const start = performance.now()
  const parts = compareTexts(long('a'), long('b'))
  expect(performance.now() - start).toBeLessThan(500)
  expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added'])
})
