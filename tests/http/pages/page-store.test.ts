import { expect, test } from 'vitest'
import type { PageAddress } from '#lib/http/pages/page-address.ts'
import { PageStore } from '#lib/http/pages/page-store.ts'
import type { Made, StoredPage } from '#lib/http/pages/page-store.ts'
import { makingOf } from './making-of.ts'

const at = (url: string, essay: string | null = null): PageAddress => ({ kind: 'list', url, theme: 'system', essay })
const pageOf = (bytes: number, status = 200): StoredPage => ({ status, headers: {}, etag: 'W/"x"', body: { plain: Buffer.alloc(bytes) }, heads: new Map() })
/** Has a page made as soon as somebody asks for it. */
const share = (store: PageStore, address: PageAddress, make: () => Promise<Made>) => store.make(address, () => makingOf(make())).made
const keep = (store: PageStore, url: string, bytes = 1_000) => share(store, at(url), async () => pageOf(bytes))

test('what was made is there for the next, and for many who wait it is made once', async () => {
  const store = new PageStore(1_000_000)
  let made = 0
  const make = async () => (made++, pageOf(10))
  const [first, ...others] = await Promise.all(Array.from({ length: 50 }, () => share(store, at('/'), make)))
  expect(made).toBe(1)
  expect(others.every((page) => page === first)).toBe(true)
  expect(store.find(at('/'))).toBe(first)
  expect(store.find({ ...at('/'), theme: 'dark' })).toBeNull()
})

test('it never holds more than it may, and lets go what was read longest ago', async () => {
  const store = new PageStore(100_000)
  for (let count = 0; count < 1_000; count++) {
    await keep(store, `/posts/${count}`)
    expect(store.bytes).toBeLessThanOrEqual(100_000)
    if (count > 0) store.find(at('/posts/0'))
  }
  expect(store.find(at('/posts/0'))).not.toBeNull()
  expect(store.find(at('/posts/500'))).toBeNull()
  expect(store.find(at('/posts/999'))).not.toBeNull()
  await keep(store, '/large', 50_000)
  expect(store.find(at('/large'))).toBeNull()
  store.drop(() => true)
  expect([store.bytes, store.size]).toEqual([0, 0])
})

test('only what is stale goes', async () => {
  const store = new PageStore(1_000_000)
  await Promise.all(['/a', '/b'].map((url) => keep(store, url)))
  store.drop(({ url }) => url === '/a')
  expect(store.find(at('/a'))).toBeNull()
  expect(store.find(at('/b'))).not.toBeNull()
})

test('what began before a change is never kept, and nobody who asks after it waits for that', async () => {
  const store = new PageStore(1_000_000)
  const [old, fresh] = [pageOf(1), pageOf(2)]
  let finish = () => {}
  const before = share(store, at('/'), async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return old
  })
  store.drop(() => true)
  const after = share(store, at('/'), async () => fresh)
  finish()
  expect(await before).toBe(old)
  expect(await after).toBe(fresh)
  expect(store.find(at('/'))).toBe(fresh)
  store.drop(() => true)
  expect(store.find(at('/'))).toBeNull()
})

test('what began before a change and ends after the next one began is not kept either', async () => {
  const store = new PageStore(1_000_000)
  let finish = () => {}
  const before = share(store, at('/'), async () => (await new Promise<void>((resolve) => (finish = resolve)), pageOf(1)))
  store.drop(() => true)
  await share(store, at('/'), async () => pageOf(2))
  store.drop(() => true)
  finish()
  await before
  expect(store.find(at('/'))).toBeNull()
})

test('what failed, what is nobody else’s and what is not there is not kept, and is made again', async () => {
  const store = new PageStore(1_000_000)
  await expect(share(store, at('/'), async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await share(store, at('/'), async () => null)).toBeNull()
  expect(await share(store, at('/'), async () => 'no turn')).toBe('no turn')
  expect(await share(store, at('/'), async () => ({ failed: 'x', away: false }))).toEqual({ failed: 'x', away: false })
  expect(await share(store, at('/'), async () => pageOf(1, 404))).toMatchObject({ status: 404 })
  expect(store.find(at('/'))).toBeNull()
  expect(await keep(store, '/')).not.toBeNull()
  expect(store.find(at('/'))).not.toBeNull()
})

test('what waits for its turn while something changes is for those who ask after it as well, and is kept', async () => {
  const store = new PageStore(1_000_000)
  let finish = (_: Made) => {}
  const waiting = { ...makingOf(new Promise<Made>((resolve) => (finish = resolve))), hasBegun: false }
  expect(store.make(at('/'), () => waiting)).toBe(waiting)
  store.drop(() => true)
  expect(store.make(at('/'), () => makingOf(Promise.resolve(null)))).toBe(waiting)
  waiting.hasBegun = true
  finish(pageOf(1))
  await waiting.made
  expect(store.find(at('/'))).not.toBeNull()
})
