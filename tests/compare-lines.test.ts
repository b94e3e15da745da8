import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonLines, linesOf } from '#lib/compare-lines.ts'

const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '')).map((lines) => lines.join('\n'))

test('lines with their ends make up the text', () => {
  fc.assert(fc.property(texts, (text) => linesOf(text).join('') === text))
})

test('lines that are in common stand in both, in order, and no longer list of them exists', () => {
  fc.assert(fc.property(texts, texts, (one, other) => {
    const [left, right] = [linesOf(one), linesOf(other)]
    const found = commonLines(left, right)
    for (const [place, [a, b]] of found.entries()) {
      expect(left[a]).toBe(right[b])
      const before = found[place - 1]
      if (before) expect(a > before[0] && b > before[1]).toBe(true)
    }
    expect(found).toHaveLength(longest(left, right))
  }))
})

/** By the plain table. */
function longest(one: string[], other: string[]): number {
  const rows = Array.from({ length: one.length + 1 }, () => Array<number>(other.length + 1).fill(0))
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      const [up, left, corner] = [rows[i - 1]?.[j] ?? 0, rows[i]?.[j - 1] ?? 0, rows[i - 1]?.[j - 1] ?? 0]
      rows[i]![j] = one[i - 1] === other[j - 1] ? corner + 1 : Math.max(up, left)
    }
  }
  return rows[one.length]?.[other.length] ?? 0
}

describe('two texts of 20,000 lines', () => {
  const lines = Array.from({ length: 20_000 }, (_, place) => `Line ${place}\n`)

  test('with changes here and there are compared in less than a second', () => {
    const other = lines.flatMap((line, place) => (place % 400 === 0 ? [line, 'new\n'] : place % 391 === 0 ? [] : [line]))
    const begun = performance.now()
    expect(commonLines(lines, other)).toHaveLength(lines.filter((_, place) => place % 400 === 0 || place % 391 !== 0).length)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  test('with nothing in common are given up in less than a second', () => {
    const begun = performance.now()
    expect(commonLines(lines, lines.map((line) => `Not ${line}`))).toEqual([])
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
})
