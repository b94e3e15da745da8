import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { lastTurn } from '#lib/http/pages/last-turn.ts'
import { verify } from '#lib/integrity/verify.ts'
import { startNotifications, stopNotifications } from '#lib/notifications.ts'
import { doubtReplica, mayAskReplica, readForAnybody, restReplica, watchReplica } from '#lib/replica.ts'
import { startPair } from './streaming-replica.ts'
import type { Pair } from './streaming-replica.ts'

// The server that comes along, as somebody else would run it: the newest that there is, while Debian's is the oldest that is taken.

const another = process.env.DATABASE_URL ?? ''
let pair: Pair

beforeAll(async () => {
  pair = await startPair(null)
  process.env.DATABASE_URL = pair.primary.owner
  await startNotifications(pair.primary.owner)
}, 120_000)

afterAll(async () => {
  await stopNotifications()
  await closeDatabase()
  await pair?.stop()
})

const mayAsk = () => readForAnybody(mayAskReplica)

/** Watches a replica for a while. @returns what was reported */
async function watching(url: string, meanwhile: (news: string[]) => Promise<unknown>): Promise<string[]> {
  const news: string[] = []
  const stop = watchReplica({ url, turn: lastTurn, changed: () => {}, report: (each) => news.push(each) })
  await meanwhile(news).finally(stop)
  return news
}

test('an owner who may make roles and nothing else makes all tables, and everything can be proved', async () => {
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})

test('a replica is asked as soon as it is proved, not after a doubt until it is proved again, and not while it rests', async () => {
  expect(mayAsk()).toBe(false)
  const news = await watching(pair.replica().owner, async () => {
    await expect.poll(mayAsk).toBe(true)
    expect(mayAskReplica()).toBe(false)
    doubtReplica()
    expect(mayAsk()).toBe(false)
    await expect.poll(mayAsk, { interval: 5 }).toBe(true)
    restReplica()
    for (const until = Date.now() + 1_500; Date.now() < until; await sleep(50)) expect(mayAsk()).toBe(false)
  })
  expect(news).toEqual([])
  expect(mayAsk()).toBe(false)
}, 20_000)

test.each([
  ['a copy of another database', () => another, 'it is a copy of another database'],
  ['the primary itself', () => pair.primary.owner, 'it follows nobody any more'],
  ['nothing', () => 'postgresql://x@127.0.0.1:1/x', 'it cannot be asked (ECONNREFUSED)'],
])('%s is no replica, which is reported once', async (_, url, why) => {
  const news = await watching(url(), (so) => expect.poll(() => so.length, { timeout: 10_000 }).toBe(1))
  expect(news).toEqual([`The replica is not read, all pages come from the primary: ${why}.`])
  expect(mayAsk()).toBe(false)
}, 20_000)
