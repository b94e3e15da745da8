import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { checkText, cleanText, looksBlank, TEXT_LIMITS } from '#lib/rendering/check-text.ts'

const codeOf = (raw: string) => {
  const checked = checkText(raw, 'comment')
  return checked.ok ? undefined : checked.code
}

describe('a text that nobody could read is refused as blank', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \t\r\n\u00a0\u3000'],
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['the empty Braille pattern', '\u2800\u2800'],
    ['directional marks', '\u200e\u200f\u202a\u2066'],
    ['tag characters', '\u{e0041}\u{e0042}'],
    ['variation selectors', '\ufe0e\ufe0f'],
    ['marks without a letter', '\u0301\u0302'],
    ['control characters', '\0\x01\x1b'],
    ['soft hyphens', '\u00ad\u00ad'],
  ])('%s', (_, raw) => {
    expect(codeOf(raw)).toBe('blank')
    expect(looksBlank(raw)).toBe(true)
  })
})

test.each(['.', '0', 'é', '日', '🙂', 'ש', '—'])('one visible character is enough: %s', raw => {
  expect(checkText(raw, 'comment')).toEqual({ ok: true, text: raw })
})

describe('what is kept is clean', () => {
  test.each([
    ['line ends become one kind', 'a\r\nb\rc\u2028d\ve', 'a\nb\nc\nd\ne'],
    ['control characters go', 'a\0b\x07c\x9fd', 'abcd'],
    ['tabs stay', 'a\tb', 'a\tb'],
    ['letters are composed', 'e\u0301', 'é'],
    ['byte order marks go', '\ufeffa', 'a'],
    ['marks between lines of letters, and what is no character, go', 'a\ufff9b\ufffac\ufffb\ufffed\u{1ffff}', 'abcd'],
    ['an emoji of several characters stays whole', '👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
    ['stacked marks end at six', 'x' + '\u0317'.repeat(40), 'x' + '\u0317'.repeat(6)],
    ['an override becomes an isolate that ends with its line', 'a\u202eb\nc', 'a\u2067b\u2069\nc'],
    ['of either direction', '\u202da\u202c \u202ab', '\u2066a\u2069 \u2066b\u2069'],
    ['an embedding keeps its end', '\u202bab\u202c c', '\u2067ab\u2069 c'],
    ['an end without a beginning goes', 'a\u2069b\u202c', 'ab'],
    ['marks of direction stay', 'a\u200fb', 'a\u200fb'],
  ])('%s', (_, raw, text) => {
    expect(checkText(raw, 'comment')).toEqual({ ok: true, text })
  })

  test('half a surrogate pair is refused, and repaired in imported texts', () => {
    expect(codeOf('a\ud83d')).toBe('not-text')
    expect(cleanText('a\ud83d')).toBe('a\ufffd')
  })

  test('cleaning is idempotent, well-formed and without controls, whatever comes in', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2069', '\n', '\ud83d', 'e\u0301'))
    fc.assert(fc.property(fc.array(anything, { maxLength: 10 }).map(parts => parts.join('')), raw => {
      const text = cleanText(raw)
      expect(cleanText(text)).toBe(text)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/)
    }))
  })
})

describe('length is counted in code points', () => {
  const limit = TEXT_LIMITS.comment.codePoints

  test('a text of exactly the limit passes, in any script', () => {
    expect(codeOf('a'.repeat(limit))).toBeUndefined()
    expect(codeOf('🙂'.repeat(limit))).toBeUndefined()
  })

  test('one more is refused, and the sentence says by how much', () => {
    expect(checkText('🙂'.repeat(limit + 1), 'comment')).toEqual({
      ok: false, code: 'too-long', message: 'This is 10,001 characters long; 10,000 is the most that fits. Nothing was lost.',
    })
  })

  test('an essay may be longer, up to 300,000', () => {
    expect(checkText('🙂'.repeat(300_000), 'essay').ok).toBe(true)
    expect(checkText('a'.repeat(300_001), 'essay')).toMatchObject({ ok: false, code: 'too-long' })
  })

  test('megabytes are turned away without being read', () => {
    const start = performance.now()
    expect(codeOf('x'.repeat(50_000_000))).toBe('too-long')
    expect(performance.now() - start).toBeLessThan(200)
  })
})

describe('nesting beyond reason is refused', () => {
  test.each([
    ['quotes in a row', '>'.repeat(11) + ' a'],
    ['lists in a row', '- '.repeat(11) + 'a'],
    ['numbers and quotes', '1. > '.repeat(6) + 'a'],
    ['steps of indentation', Array.from({ length: 40 }, (_, step) => '  '.repeat(step) + '- a').join('\n')],
    ['open emphasis', '*a '.repeat(501)],
    ['open brackets', '['.repeat(201)],
  ])('%s', (_, raw) => expect(codeOf(raw)).toBe('too-deep'))

  test.each([
    ['ten quotes', '>'.repeat(10) + ' a'],
    ['a break made of stars', 'a\n\n' + '* '.repeat(30) + '\n\nb'],
    ['a line of hyphens', '-'.repeat(80) + '\na'],
    ['code far to the right', '```\n' + ' '.repeat(60) + 'return x\n```'],
    ['names with underscores', 'a_name_with_many_parts '.repeat(300)],
  ])('%s pass', (_, raw) => expect(codeOf(raw)).toBeUndefined())

  test.each([
    ['quotes', (count: number) => '>'.repeat(count) + ' a', 15],
    ['columns before a list', (count: number) => ' '.repeat(count) + '- a', 40],
    ['openings of emphasis', (count: number) => '*a '.repeat(count), 1_000],
    ['brackets', (count: number) => '['.repeat(count), 5_000],
  ])('an essay has as many %s as it needs, and no more', (_, write, most) => {
    expect(checkText(write(most), 'essay').ok).toBe(true)
    expect(checkText(write(most + 1), 'essay')).toMatchObject({ ok: false, code: 'too-deep' })
  })
})
