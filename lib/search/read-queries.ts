import { Prisma } from '#database'
import { searchReader } from '#lib/database.ts'
import { foldLetters } from '#lib/search/fold-words.ts'
import { askForRuns, hasRuns } from '#lib/search/split-runs.ts'

/** What is looked for in texts of one language, as PostgreSQL's `tsquery`. */
export type LanguageQuery = {
  /** The text search configuration. */
  config: string
  /** Whether any text is in it; `simple` is there in any case, for names. */
  inTexts: boolean
  query: string
  /** The same without what must not be there, any of it: what is marked where it stands. */
  marks: string
}

/** With fewer letters than this, the beginning of a word is the beginning of too many. */
const shortestBeginning = 3

/**
 * The words of a search in each language that something is published in, and in none (`simple`), for names. Words alone must all be
 * there; `"a phrase"`, `-without` and `or` mean what they mean elsewhere. A search of nothing but stop words looks for them as they
 * are, which finds titles.
 * @returns null when the search says only what must not be there
 */
export async function readQueries(words: string): Promise<LanguageQuery[] | null> {
  return queriesOf(askForRuns(foldLetters(words)), Prisma.sql`''::tsquery`)
}

/** The last word of a search, when it may be the beginning of one; empty when it may not. */
export function beginningOf(words: string): string {
  const last = /(?:^|\s)([\p{L}\p{N}\p{M}]+)$/u.exec(words)?.[1] ?? ''
  const quotes = words.split('"').length - 1
  // A part of a run is found as it is.
  return [...last].length >= shortestBeginning && !hasRuns(last) && quotes % 2 === 0 ? last : ''
}

/** The same with every word that begins like the last one. @returns null as well when it cannot be a beginning */
export async function readBeginnings(words: string): Promise<LanguageQuery[] | null> {
  const last = beginningOf(words)
  if (last === '') return null
  const rest = words.slice(0, words.length - last.length)
  return queriesOf(askForRuns(foldLetters(rest)), Prisma.sql`${`'${foldLetters(last).toLowerCase()}':*`}::tsquery`)
}

type Row = { config: string; in_texts: boolean; query: string; tree: string }

async function queriesOf(words: string, and: Prisma.Sql): Promise<LanguageQuery[] | null> {
  const rows = await searchReader().$queryRaw<Row[]>`
    WITH RECURSIVE language (config) AS (
      (SELECT config FROM published_post_search ORDER BY config LIMIT 1)
      UNION ALL
      SELECT (SELECT p.config FROM published_post_search p WHERE p.config > l.config ORDER BY p.config LIMIT 1) FROM language l WHERE l.config IS NOT NULL
    ), asked AS (
      SELECT config, in_texts, websearch_to_tsquery(config::regconfig, ${words}) && ${and} AS own, websearch_to_tsquery('simple', ${words}) && ${and} AS plain
      FROM (SELECT config, bool_or(in_texts) AS in_texts
        FROM (SELECT config, true AS in_texts FROM language WHERE config IS NOT NULL UNION ALL SELECT 'simple', false) c GROUP BY config) c
    ), chosen AS (
      -- Where only what must not be there is left, since the rest are stop words, those are looked for as they are.
      SELECT config, in_texts, CASE WHEN querytree(own) IN ('', 'T') THEN plain ELSE own END AS query FROM asked
    )
    SELECT config, in_texts, query::text, querytree(query) AS tree FROM chosen ORDER BY config`
  // `T`: PostgreSQL would have to read everything, since the search only says what must not be there.
  if (rows.some(({ tree }) => tree === '' || tree === 'T')) return null
  return rows.map(({ config, in_texts: inTexts, query, tree }) => ({ config, inTexts, query, marks: lexemesOf(tree).join(' | ') }))
}

/** `'window':*`, quoted as PostgreSQL quotes. */
function lexemesOf(tree: string): string[] {
  return [...new Set(Array.from(tree.matchAll(/'(?:[^']|'')*'(?::\*)?/g), ([lexeme]) => lexeme))]
}
