import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { writeSamples } from '#lib/samples/write-samples.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'
import type { SearchPart } from '#lib/search/search-filter.ts'
import { isReading, readPlan } from '../bench/read-plan.ts'
import { statementsOf } from '../bench/statements.ts'
import { makeCast } from '../cast.ts'
import { publishedEssay, unheardWord } from './story.ts'

const comments = 2_000
const rare = unheardWord()

beforeAll(async () => {
  await writeSamples({ posts: 2, comments: comments / 2, pending: 0, decided: 0 }, () => {})
  await publishedEssay((await makeCast()).ada, { body: `A ${rare} here.` })
}, 120_000)

/** Rows that a search reads of a table, on a database whose statistics are fresh. */
async function rowsOf(asked: Partial<Record<SearchPart, string>>) {
  const statements = (await statementsOf(() => readSearch(searchFilter(asked)))).filter(isReading)
  const client = new pg.Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  try {
    await client.query('VACUUM (ANALYZE)')
    let rows = 0
    for (const statement of statements) rows += (await readPlan(client, statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

test.each([
  ['a word of one essay', { q: rare }, 400],
  ['a word of nothing', { q: 'nobodyhaswrittenthis' }, 400],
  ['either of two rare words', { q: `${rare} or nobodyhaswrittenthis` }, 400],
  ['a word of every second comment', { q: 'window' }, 3_000],
  ['the same, newest first', { q: 'window', order: 'newest' }, 1_500],
])('%s: no more than is found and put in order, of 2,000 comments', async (_, asked, most) => {
  expect(await rowsOf(asked)).toBeLessThan(most)
})
