import { afterAll, expect, test } from 'vitest'
import { publicReader } from '#lib/database.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'
import { database, inTransaction } from '../database/fenced-database.ts'

afterAll(() => database.end())

const tenPages = () => Promise.all(Array.from({ length: 10 }, () => publicReader().publishedPost.findMany({ take: 1, select: { id: true } })))

test('a search that takes too long says so, and takes no connection from the pages meanwhile', async () => {
  // Connections are made first; that takes its time and is not what this is about.
  await Promise.all([tenPages(), readSearch(searchFilter({ q: 'anything' }))])
  await inTransaction(async (client) => {
    await client.query('LOCK TABLE comment_search')
    let over = false
    const searches = Promise.all(Array.from({ length: 6 }, () => readSearch(searchFilter({ q: 'anything', kind: 'comment' })))).finally(() => (over = true))
    await tenPages()
    expect(over).toBe(false)
    for (const outcome of await searches) {
      expect(outcome).toMatchObject({ ok: false, code: 'unavailable', message: expect.stringContaining('took longer'), retryAfterSeconds: 5 })
    }
  })
  expect(await readSearch(searchFilter({ q: 'anything' }))).toMatchObject({ ok: true })
}, 30_000)

test('what leaves words out and takes too long is asked for in other words, which helps, and not for another try', async () => {
  await inTransaction(async (client) => {
    await client.query('LOCK TABLE comment_search')
    for (const q of ['anything -else', '-else anything', 'anything -"some thing"']) {
      expect(await readSearch(searchFilter({ q, kind: 'comment' }))).toMatchObject({ ok: false, code: 'invalid', fields: { q: expect.stringContaining('leaving some out took too long') } })
    }
    expect(await readSearch(searchFilter({ q: 'well-known', kind: 'comment' }))).toMatchObject({ code: 'unavailable' })
  })
}, 30_000)
