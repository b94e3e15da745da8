import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { cookieOf, startSite, tokenOf } from '../web/site.ts'
import { inDatabase } from './external-postgres.ts'
import { noteReads, signalAll, startPair } from './streaming-replica.ts'
import type { Pair } from './streaming-replica.ts'

// A primary, a replica that follows it, and a site that reads from both. Nobody may see a difference but the one who counts what each was asked.

let pair: Pair
let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
let addresses: string[]

beforeAll(async () => {
  pair = await startPair()
  process.env.DATABASE_URL = pair.primary.owner
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  await publishedReplyBy(cast.rae, cast.mo, slug)
  site = await startSite({ DATABASE_REPLICA_URL: pair.replica().owner })
  addresses = ['/', `/posts/${slug}`, `/posts/${slug}?order=newest`, `/people/${cast.ada.handle}`, '/feed.xml', `/posts/${slug}/comments/feed.xml`, '/sitemap.xml', '/search?q=thing', `/api/v1/posts/${slug}/comments`]
}, 300_000)

afterAll(async () => {
  await site?.stop()
  await closeDatabase()
  await pair?.stop()
})

/** Whoever sends another cookie of ours is answered afresh, and knows nothing else of us. */
const afresh = { cookie: 'afterword-carried=nothing' }
const read = async (path: string, headers: Record<string, string> = afresh) => (await fetch(site.url + path, { headers })).text()
const onReplica = (sql: string) => inDatabase(pair.replica().superuser.replace(/postgres$/, 'afterword'), sql)

/** Waits until pages come from the replica. */
async function untilRead(timeout = 15_000) {
  const count = noteReads(pair.replica())
  await expect.poll(async () => (await read('/'), count().length), { timeout, interval: 50 }).toBeGreaterThan(0)
}

test('who reads without a session is answered from the replica, and from nowhere else', async () => {
  await untilRead()
  const [primary, replica] = [noteReads(pair.primary), noteReads(pair.replica())]
  for (const path of addresses) {
    // A moment after a change, or on a machine that is busy, it may not be proved what the replica has.
    const ask = async (headers: Record<string, string>) => {
      primary()
      replica()
      const { status } = await fetch(site.url + path, { headers })
      return [status, primary().length, replica().length > 0]
    }
    await expect.poll(() => ask(afresh), { timeout: 10_000, interval: 100 }).toEqual([200, 0, true])
  }
})

test('who has a session, or sends something, is answered from the primary', async () => {
  await untilRead()
  const replica = noteReads(pair.replica())
  const [cookie, authorization] = [await cookieOf(cast.rae), `Bearer ${await tokenOf(cast.rae)}`]
  // Feeds and the map of the site are for everybody, whoever asks.
  for (const path of addresses.filter((each) => !each.endsWith('.xml'))) await read(path, path.startsWith('/api/') ? { authorization } : { cookie })
  await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { origin: site.url, 'content-type': 'application/x-www-form-urlencoded' }, body: 'body=x' })
  expect(replica()).toEqual([])
})

/** A moderator decides at the site. */
async function decideThere(commentId: string, action: string) {
  const { id, version } = await itemAbout(commentId)
  const answer = await fetch(`${site.url}/api/v1/moderation/items/${id}/decisions`, {
    method: 'POST', headers: { authorization: `Bearer ${await tokenOf(cast.mo)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ action, version, ...(action === 'hide' && { reason: 'off-topic' }) }),
  })
  expect(answer.status).toBe(200)
}

/** A reply that everybody sees, also on the replica. */
async function shownReply() {
  const body = `Words that go ${randomUUID()}`
  const id = await replyBy(cast.ada, slug, '', body)
  await decideNow(cast.noor, id, 'approve')
  await expect.poll(() => read(`/posts/${slug}`, {})).toContain(body)
  await expect.poll(() => isShownThere(body)).toBe(true)
  return { id, body }
}

const isShownThere = async (body: string) => (await onReplica(`SELECT FROM published_comment WHERE text = '${body}'`)).length > 0

/** Where a text is told: the page that is kept, the one made afresh, the list for programs, the feed, the search. */
const tellsOf = async (body: string) => {
  const paths = [`/posts/${slug}`, `/api/v1/posts/${slug}/comments`, `/posts/${slug}/comments/feed.xml`, `/search?q=${body.slice(-12)}`]
  const told = await Promise.all(paths.flatMap((path) => [{}, afresh].map(async (headers) => ((await read(path, headers as Record<string, string>)).includes(`>${body}`) ? path : ''))))
  return told.filter(Boolean)
}

test('while the replica still shows what was hidden, nobody is shown it', async () => {
  for (const decides of ['here', 'elsewhere'] as const) {
    const { id, body } = await shownReply()
    await untilRead()
    await onReplica('SELECT pg_wal_replay_pause()')
    if (decides === 'here') await decideThere(id, 'hide')
    else await decideNow(cast.mo, id, 'hide').then(() => sleep(1_000))
    for (const until = Date.now() + 1_500; Date.now() < until;) expect(await tellsOf(body), decides).toEqual([])
    expect(await isShownThere(body)).toBe(true)
    await onReplica('SELECT pg_wal_replay_resume()')
    await untilRead()
    expect(await tellsOf(body)).toEqual([])
  }
}, 60_000)

test('however the replica falls behind and catches up, what a decision did is seen as soon as it is answered', async () => {
  const toggle = setInterval(() => void onReplica(`SELECT CASE WHEN pg_is_wal_replay_paused() THEN pg_wal_replay_resume() ELSE pg_wal_replay_pause() END`).catch(() => {}), 60)
  const replica = noteReads(pair.replica())
  let [readers, fromReplica, over] = [0, 0, false]
  const reading = Promise.all(Array.from({ length: 3 }, async () => {
    for (; !over; readers++) await read(`/posts/${slug}`, {})
  }))
  try {
    const body = `Words that come and go ${randomUUID()}`
    const id = await replyBy(cast.ada, slug, '', body)
    await decideThere(id, 'approve')
    // A machine that is busy needs longer and longer rests to prove what the replica has.
    for (let turn = 0; turn < 12 || (fromReplica <= 10 && turn < 40); turn++) {
      expect(await tellsOf(body)).not.toEqual([])
      await decideThere(id, 'hide')
      expect(await tellsOf(body)).toEqual([])
      await sleep(turn * 15)
      expect(await tellsOf(body)).toEqual([])
      await decideThere(id, 'restore')
      fromReplica += replica().length
    }
  } finally {
    over = true
    clearInterval(toggle)
    await reading
    await expect.poll(() => onReplica('SELECT pg_wal_replay_resume()').then(() => true, () => false)).toBe(true)
  }
  expect(readers).toBeGreaterThan(20)
  expect(fromReplica).toBeGreaterThan(10)
}, 120_000)

test('what nobody announces is not shown a second later either', async () => {
  await untilRead()
  const title = `A title that nobody announces ${randomUUID()}`
  await onReplica('SELECT pg_wal_replay_pause()')
  await inDatabase(pair.primary.superuser.replace(/postgres$/, 'afterword'), `SET session_replication_role = replica; UPDATE post_revision SET title = '${title}'`)
  await sleep(1_000)
  expect(await read(`/posts/${slug}`)).toContain(title)
  await onReplica('SELECT pg_wal_replay_resume()')
  await untilRead()
  expect(await read(`/posts/${slug}`)).toContain(title)
})

/** Reads all the time while something happens. @returns how many reads there were, what failed, and how long one took at most, in milliseconds */
async function readingWhile(work: () => Promise<unknown>) {
  const found = { reads: 0, failed: [] as string[], longest: 0 }
  let over = false
  const reading = Promise.all(addresses.map(async (path) => {
    for (; !over; found.reads++) {
      const began = performance.now()
      const answer = await fetch(site.url + path, { headers: afresh }).catch(() => null)
      if (answer?.status !== 200) found.failed.push(`${answer?.status} ${path}`)
      await answer?.text()
      found.longest = Math.max(found.longest, performance.now() - began)
    }
  }))
  await work()
  over = true
  await reading
  return found
}

test('a replica that is frozen in the middle of a word keeps nobody for long, and is read again when it goes on', async () => {
  await untilRead()
  const frozen = await readingWhile(async () => {
    await sleep(200)
    signalAll(pair.replica(), 'SIGSTOP')
    await sleep(3_000)
  })
  const after = await readingWhile(() => sleep(500)).finally(() => signalAll(pair.replica(), 'SIGCONT'))
  expect([frozen.failed, after.failed]).toEqual([[], []])
  // Two waits at most: for an answer that does not come, and for a turn behind those who wait so as well.
  expect(frozen.longest).toBeLessThan(4_000)
  expect(after.longest).toBeLessThan(1_500)
  expect(after.reads).toBeGreaterThan(addresses.length)
  await untilRead()
}, 60_000)

test('a replica that ends fails no reader, and is read again when it is back', async () => {
  const ending = await readingWhile(async () => {
    await sleep(200)
    await pair.replica().running.stop('fast')
    await sleep(500)
  })
  expect(ending.failed).toEqual([])
  expect(ending.reads).toBeGreaterThan(addresses.length)
  await pair.again()
  await untilRead()
}, 60_000)

test('a replica that was made a primary is read no more', async () => {
  await untilRead()
  await onReplica('SELECT pg_promote()')
  await expect.poll(() => onReplica('SELECT pg_is_in_recovery() AS follows')).toEqual([{ follows: false }])
  // What was proved before counts for a second at most.
  await sleep(1_000)
  const replica = noteReads(pair.replica())
  for (const path of [...addresses, ...addresses]) await read(path)
  expect(replica()).toEqual([])
})
