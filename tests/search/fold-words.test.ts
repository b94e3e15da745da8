import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { foldLetters } from '#lib/search/fold-words.ts'
import { askForRuns, splitRuns, splitWord } from '#lib/search/split-runs.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
afterAll(() => database.end())

test.each([
  ['Café crème', 'Cafe creme'], ['Straße', 'Strasse'], ['Łódź', 'Lodz'], ['smørrebrød', 'smorrebrod'], ['cœur', 'coeur'], ['Þórr', 'Thorr'],
  ['ﬁnal', 'final'], ['hy\u00ADphen', 'hyphen'], ['Ελλάς', 'Ελλας'], ['ёлка', 'елка'], ['plain words', 'plain words'], ['e\u0301te\u0301', 'ete'],
])('%s is looked for as %s', (words, folded) => {
  expect(foldLetters(words)).toBe(folded)
})

test.each(['край', 'їжак', 'がぎぐ', '한국어', 'हिन्दी', 'ไทย', 'שָׁלוֹם'])('%s is another word without its signs, so it keeps them', (word) => {
  expect(foldLetters(word)).toBe(word.normalize('NFKD').normalize('NFC'))
})

test('the database folds what is written as the program folds what is looked for, letter by letter', async () => {
  // Of Unicode 13, which the oldest PostgreSQL that we take knows: signs that are younger one of the two may not know yet.
  const isKnown = (code: number) => (code < 0xd800 || code > 0xdfff) && (code < 0x1ab0 || code > 0x1aff) && (code < 0xa7cb || code > 0xa7f4)
  const letters = Array.from({ length: 0xffff }, (_, index) => index + 1).filter(isKnown).map((code) => `a${String.fromCharCode(code)}\u0301 `)
  for (let from = 0; from < letters.length; from += 4_000) {
    const part = letters.slice(from, from + 4_000)
    const { rows } = await database.query<{ folded: string }>('SELECT fold_words(word) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS l (word, at) ORDER BY at', [part])
    expect(part.filter((word, index) => rows[index]?.folded !== splitRuns(foldLetters(word)))).toEqual([])
  }
}, 60_000)

test('and splits runs without spaces as the program does', async () => {
  const texts = ['東京都庭園', '京', 'abc東京def', '東京。京都', 'ที่นี่', 'か゚カー', '한국어', '𠮷野家', '-東京 "都 庭"', 'plain', '東 京', '、。']
  const { rows } = await database.query<{ split: string }>('SELECT split_runs(text) AS split FROM unnest($1::text[]) WITH ORDINALITY AS l (text, at) ORDER BY at', [texts])
  expect(rows.map(({ split }) => split)).toEqual(texts.map(splitRuns))
})

test.each([
  ['東京都', ' 東京 京都 '], ['京', ' 京 '], ['film 東京都 -京都庭', 'film  東京 京都   -"京都 都庭" '], ['"東京都"', '" 東京 京都 "'], ['-京', ' -"京" '], ['한국어 word', '한국어 word'],
])('%s is asked for as %j', (words, asked) => expect(askForRuns(words)).toBe(asked))

test('a run is marked by its parts, and what is beside it as words', () => {
  expect(splitWord({ word: 'abc東京def', index: 4 })).toEqual([{ word: 'abc', index: 4 }, { word: '東京', index: 7 }, { word: '東', index: 7 }, { word: '京', index: 8 }, { word: 'def', index: 9 }])
})
