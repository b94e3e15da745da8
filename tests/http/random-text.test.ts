import { expect, test } from 'vitest'
import { randomText } from '#lib/http/random-text.ts'

test('no text is given out twice, nor any part of one, nor the empty bytes that are left behind', () => {
  // Many times what is drawn from the system at once, so that every beginning and end of it is passed.
  const texts = Array.from({ length: 20_000 }, (_, at) => randomText(at % 3 === 0 ? 9 : 16, 'base64url'))
  expect(new Set(texts).size).toBe(texts.length)
  const parts = texts.flatMap((text) => (text.length < 20 ? [text] : [text.slice(0, 10), text.slice(-10)]))
  expect(new Set(parts).size).toBe(parts.length)
  expect(texts.filter((text) => /A{8}/.test(text))).toEqual([])
  expect(new Set(texts.map(({ length }) => length))).toEqual(new Set([12, 22]))
})
