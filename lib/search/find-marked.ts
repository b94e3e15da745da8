import { searchReader } from '#lib/database.ts'
import { wordsOf } from '#lib/search/cut-snippet.ts'
import type { IsMarked } from '#lib/search/cut-snippet.ts'
import { foldLetters } from '#lib/search/fold-words.ts'
import type { LanguageQuery } from '#lib/search/read-queries.ts'

/** Words asked about at most, for one page of results. */
const mostWords = 3_000

/**
 * Which words of some texts are those that were looked for. PostgreSQL itself says so, since it alone knows that `went` is not `go` and
 * `windows` is `window`; it is asked once, about words that begin like something looked for.
 * @returns for each configuration, a test of words as they stand in a text
 */
export async function findMarked(texts: { config: string; text: string }[], queries: LanguageQuery[]): Promise<(config: string) => IsMarked> {
  const asked = queries.flatMap(({ config, marks }) => {
    const beginnings = new Set(Array.from(marks.matchAll(/'((?:[^']|'')*)'/g), ([, lexeme = '']) => beginning(lexeme)))
    const words = new Set(texts.filter((each) => each.config === config).flatMap(({ text }) => wordsOf(text).map(fold)).filter((word) => beginnings.has(beginning(word))))
    return Array.from(words, (word) => ({ config, marks, word }))
  }).slice(0, mostWords)
  const rows = asked.length === 0 ? [] : await searchReader().$queryRaw<{ config: string; word: string }[]>`
    SELECT config, word FROM unnest(${asked.map(({ config }) => config)}::text[], ${asked.map(({ marks }) => marks)}::text[], ${asked.map(({ word }) => word)}::text[]) AS w (config, marks, word)
    WHERE to_tsvector(config::regconfig, word) @@ marks::tsquery OR to_tsvector('simple', word) @@ marks::tsquery`
  const marked = new Set(rows.map(({ config, word }) => `${config} ${word}`))
  return (config) => (word) => marked.has(`${config} ${fold(word)}`)
}

function fold(word: string): string {
  return foldLetters(word).toLowerCase()
}

/** Stems keep the first letters of their word. */
function beginning(word: string): string {
  return [...word].slice(0, 2).join('')
}
