import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf } from '#lib/compare-lines.ts'
import { choosePassages, joinTexts, mergeTexts } from '#lib/merge-texts.ts'

const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''))

const began = 'First.\n\nSecond.\n\nThird.\n'

describe('two texts that began as one', () => {
  test('are put together where each changed another paragraph', () => {
    const parts = mergeTexts(began, 'First!\n\nSecond.\n\nThird.\n', 'First.\n\nSecond.\n\nThird, and more.\n\nFourth.\n')
    expect(parts).toEqual([{ kind: 'agreed', text: 'First!\n\nSecond.\n\nThird, and more.\n\nFourth.\n' }])
  })

  test('are left to choose from where both changed the same paragraph', () => {
    const parts = mergeTexts(began, 'First.\n\nSecond, mine.\n\nThird.\n', 'First.\n\nSecond, theirs.\n\nThird.\n')
    expect(parts).toEqual([
      { kind: 'agreed', text: 'First.\n\n' },
      { kind: 'apart', mine: 'Second, mine.\n', theirs: 'Second, theirs.\n' },
      { kind: 'agreed', text: '\nThird.\n' },
    ])
    expect(choosePassages(parts, ['mine'])).toBe('First.\n\nSecond, mine.\n\nThird.\n')
    expect(choosePassages(parts, ['theirs'])).toBe('First.\n\nSecond, theirs.\n\nThird.\n')
    expect(choosePassages(parts, ['both'])).toBe('First.\n\nSecond, mine.\n\nSecond, theirs.\n\nThird.\n')
  })

  test('lose a paragraph only where one took it out and the other left it alone', () => {
    expect(choosePassages(mergeTexts(began, 'First.\n\nThird.\n', began), [])).toBe('First.\n\nThird.\n')
    expect(mergeTexts(began, 'First.\n\nThird.\n', 'First.\n\nSecond, longer.\n\nThird.\n').some(({ kind }) => kind === 'apart')).toBe(true)
  })
})

test('a text that only one side changed is that side’s, to the letter', () => {
  fc.assert(fc.property(texts, texts, (base, changed) => {
    expect(choosePassages(mergeTexts(base, changed, base), [])).toBe(changed)
    expect(choosePassages(mergeTexts(base, base, changed), [])).toBe(changed)
    expect(choosePassages(mergeTexts(base, changed, changed), [])).toBe(changed)
  }))
})

test('choosing both loses no line that either side wrote', () => {
  fc.assert(fc.property(texts, texts, texts, (base, mine, theirs) => {
    const lines = countLines(choosePassages(mergeTexts(base, mine, theirs), []))
    const had = countLines(base)
    for (const side of [mine, theirs]) {
      for (const [line, count] of countLines(side)) if (count > (had.get(line) ?? 0)) expect(lines.get(line) ?? 0).toBeGreaterThan(0)
    }
  }))
})

test('where nobody knows how they began, every line of both is there', () => {
  fc.assert(fc.property(texts, texts, (mine, theirs) => {
    const lines = countLines(choosePassages(joinTexts(mine, theirs), []))
    for (const side of [mine, theirs]) for (const [line, count] of countLines(side)) expect(lines.get(line) ?? 0).toBeGreaterThanOrEqual(count)
  }))
})

test('one side’s stretches and what was agreed hold all that this side wrote, when nothing was agreed against it', () => {
  fc.assert(fc.property(texts, texts, (mine, theirs) => {
    const parts = mergeTexts('', mine, theirs)
    expect(choosePassages(parts, parts.map(() => 'mine'))).toBe(mine === '' ? theirs : mine)
  }))
})

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of linesOf(text)) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}
