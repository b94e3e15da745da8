import { expect, test } from 'vitest'
import { besideEnglish, readingMinutes } from '#lib/posts/reading-minutes.ts'

test.each<[string, number, string, number]>([
  ['an English essay', 1750, 'en', 7],
  ['the same length in German takes longer', 1750, 'de', 9],
  ['a region is not another language', 1750, 'de-AT', 9],
  ['in Arabic longer still', 1750, 'ar', 12],
  ['a language that nobody measured is read like English', 1750, 'cy', 7],
  ['a note takes a minute', 12, 'en', 1],
  ['nothing as well', 0, '', 1],
])('%s', (_, words, lang, minutes) => {
  expect(readingMinutes(words, lang)).toBe(minutes)
})

test('the languages are the seventeen of the study, and their mean is the published one', () => {
  const measured = Object.values(besideEnglish)
  expect(measured).toHaveLength(17)
  expect(Math.round(measured.reduce((sum, words) => sum + words, 0) / measured.length)).toBe(184)
})
