import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { foldWords } from '#lib/search/fold-words.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
afterAll(() => database.end())

test.each([
  ['Café crème', 'Cafe creme'], ['Straße', 'Strasse'], ['Łódź', 'Lodz'], ['smørrebrød', 'smorrebrod'], ['cœur', 'coeur'], ['Þórr', 'Thorr'],
  ['ﬁnal', 'final'], ['hy\u00ADphen', 'hyphen'], ['Ελλάς', 'Ελλας'], ['ёлка', 'елка'], ['plain words', 'plain words'], ['e\u0301te\u0301', 'ete'],
])('%s is looked for as %s', (words, folded) => {
  expect(foldWords(words)).toBe(folded)
})

test.each(['край', 'їжак', 'がぎぐ', '한국어', 'हिन्दी', 'ไทย', 'שָׁלוֹם'])('%s is another word without its signs, so it keeps them', (word) => {
  expect(foldWords(word)).toBe(word.normalize('NFKD').normalize('NFC'))
})

test('the database folds what is written as the program folds what is looked for, letter by letter', async () => {
  // Of Unicode 13, which the oldest PostgreSQL that we take knows: signs that are younger one of the two may not know yet.
  const isKnown = (code: number) => (code < 0xd800 || code > 0xdfff) && (code < 0x1ab0 || code > 0x1aff) && (code < 0xa7cb || code > 0xa7f4)
  const letters = Array.from({ length: 0xffff }, (_, index) => index + 1).filter(isKnown).map((code) => `a${String.fromCharCode(code)}\u0301 `)
  for (let from = 0; from < letters.length; from += 4_000) {
    const part = letters.slice(from, from + 4_000)
    const { rows } = await database.query<{ folded: string }>('SELECT fold_words(word) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS l (word, at) ORDER BY at', [part])
    expect(part.filter((word, index) => rows[index]?.folded !== foldWords(word))).toEqual([])
  }
}, 60_000)
