import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { keepFresh } from '#lib/http/pages/keep-fresh.ts'
import type { IsFresh } from '#lib/http/pages/keep-fresh.ts'
import type { PageAddress } from '#lib/http/pages/page-address.ts'
import { PageStore } from '#lib/http/pages/page-store.ts'
import { hearEverything, notificationsConnected, startNotifications, stopNotifications } from '#lib/notifications.ts'
import { decideNow, essayBy, makeCast, publishedReplyBy, replyBy } from '../../cast.ts'
import { database } from '../../database/fenced-database.ts'
import { muffledDoor } from '../../setup/muffled-door.ts'
import type { Door } from '../../setup/muffled-door.ts'
import { makingOf } from './making-of.ts'

let door: Door
let store: PageStore
let isFresh: IsFresh
let stop: () => void

beforeEach(async () => {
  door = await muffledDoor(env().DATABASE_URL)
  await startNotifications(door.url)
  store = new PageStore(1_000_000)
  ;({ isFresh, stop } = keepFresh(store))
  // The first question to a database that nobody has asked anything yet may take longer than a proof is good for.
  await expect.poll(isFresh, { timeout: 20_000 }).toBe(true)
})

afterEach(async () => {
  stop()
  await stopNotifications()
})

afterAll(() => database.end())

const at = (url: string, essay: string | null = null): PageAddress => ({ kind: essay ? 'essay' : 'list', url, theme: 'system', essay })
const keep = (address: PageAddress) => store.make(address, () => makingOf(Promise.resolve({ status: 200, headers: {}, etag: 'W/"x"', body: { plain: Buffer.from('x') }, heads: new Map() }))).made

/** The addresses of what is kept. */
const kept = (...addresses: PageAddress[]) => addresses.filter((address) => store.find(address)).map(({ url }) => url)

test('when a command is done, what it made stale is gone, and nothing else', async () => {
  const { ada, mo, rae } = await makeCast()
  const [talk, other] = [await essayBy(ada), await essayBy(ada)]
  for (const { slug } of [other, talk]) await decideNow(mo, await replyBy(rae, slug), 'approve')
  const pages = [at(`/posts/${talk.slug}`, talk.slug), at(`/posts/${other.slug}`, other.slug), at('/')]
  for (let turn = 0; turn < 20; turn++) {
    const commentId = await replyBy(rae, talk.slug)
    await Promise.all(pages.map(keep))
    await decideNow(mo, commentId, 'approve')
    expect(kept(...pages)).toEqual([`/posts/${other.slug}`])
  }
})

describe('a reply that is taken down while its essay moves is gone from the page at the new address', () => {
  /** Whether it is done at once, or waits for another transaction. */
  const soon = (work: Promise<unknown>) => Promise.race([work.then(() => true), sleep(200).then(() => false)])

  test.each(['it is hidden', 'the essay moves'])('%s first', async (first) => {
    const { ada, mo, rae } = await makeCast()
    const { id, slug } = await essayBy(ada)
    const commentId = await publishedReplyBy(rae, mo, slug)
    // It leaves its place behind, which is the least that changes.
    await publishedReplyBy(rae, mo, slug, commentId)
    const [hiding, moving] = [await database.connect(), await database.connect()]
    onTestFinished(() => [hiding, moving].forEach((client) => client.release(true)))
    for (const client of [hiding, moving]) await client.query('BEGIN')
    const hide = () => hiding.query(`UPDATE comment SET state = 'hidden' WHERE id = $1`, [commentId])
    const move = () => moving.query(`UPDATE post SET slug = slug || '-moved' WHERE id = $1`, [id])
    const page = at(`/posts/${slug}-moved`, `${slug}-moved`)
    if (first === 'it is hidden') {
      await hide()
      const moved = move().then(() => moving.query('COMMIT'))
      if (await soon(moved)) await hearEverything().then(() => keep(page))
      await hiding.query('COMMIT')
      await moved
    } else {
      await move()
      const hidden = hide()
      await soon(hidden)
      await moving.query('COMMIT')
      await hidden
      await hearEverything().then(() => keep(page))
      await hiding.query('COMMIT')
    }
    await hearEverything()
    expect(kept(page)).toEqual([])
  })
})

test('what only the clock changes makes all stale within a second', async () => {
  const { ada } = await makeCast()
  const { id } = await essayBy(ada)
  await database.query(`UPDATE post SET state = 'scheduled', published_at = NULL, publish_at = now() + interval '700 milliseconds' WHERE id = $1`, [id])
  await hearEverything()
  await keep(at('/'))
  expect(kept(at('/'))).toEqual(['/'])
  for (const until = Date.now() + 1_700; Date.now() < until; await sleep(50)) await isFresh()
  expect(kept(at('/'))).toEqual([])
})

test('a connection that is there and says nothing proves nothing: within a second nothing is fresh, and what waited for it keeps nothing', async () => {
  await keep(at('/'))
  door.muffle(true)
  expect(await isFresh()).toBe(true)
  await sleep(1_050)
  expect([notificationsConnected(), await isFresh()]).toEqual([true, false])
  expect(kept(at('/'))).toEqual([])
  // Nobody waits for what has just failed.
  const began = performance.now()
  expect(await isFresh()).toBe(false)
  expect(performance.now() - began).toBeLessThan(300)
  await keep(at('/'))
  expect(await hearEverything()).toBe(false)
  expect(kept(at('/'))).toEqual([])
})

test('pages that are kept stay so while everything else that asks the database waits', async () => {
  await keep(at('/'))
  const slow = Array.from({ length: 30 }, () => reader().$queryRaw`SELECT 1 FROM pg_sleep(0.8)`)
  for (const until = performance.now() + 1_800; performance.now() < until; await sleep(50)) expect(await isFresh()).toBe(true)
  await Promise.all(slow)
  expect(kept(at('/'))).toEqual(['/'])
})

test('a connection that is lost empties everything at once', async () => {
  await keep(at('/'))
  await stopNotifications()
  expect([kept(at('/')), await isFresh()]).toEqual([[], false])
})
