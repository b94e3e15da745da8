import { describe, expect, test } from 'vitest'
import { plainWords, wordsAsTheyStand } from '#lib/rendering/plain-words.ts'

describe.each([
  ['words', plainWords],
  ['a passage', wordsAsTheyStand],
])('%s', (_, field) => {
  test.each([' \n', '\u200b\u200c\u2060', '\u3164', '\u2800', '\u00ad', '\u0301'])('that nobody could see count as empty: %j', (raw) => {
    expect(field(10).parse(raw)).toBe('')
  })

  test('are counted as people count characters', () => {
    expect(field(3).safeParse('🙂🙂🙂').success).toBe(true)
    expect(field(3).safeParse('🙂🙂🙂🙂').error?.issues[0]?.message).toBe('This can hold 3 characters. Nothing was lost.')
  })
})

test('words are cleaned, a passage is found again as it stands', () => {
  expect(plainWords(10).parse(' a\r\nb\u0007 ')).toBe('a\nb')
  expect(wordsAsTheyStand(10).parse(' \u2067a b ')).toBe('\u2067a b')
})
