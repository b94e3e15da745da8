import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { noteVisit } from '#lib/comments/visits/note-visit.ts'
import { reader } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { mute } from '#lib/people/mute.ts'
import { addChain, addReplies } from '../comments/thread-rows.ts'
import { countStatements } from './count-statements.ts'
import type { Counter } from './count-statements.ts'
import { cookieOf, startSite } from './site.ts'

/** `chain`: replies each of which answers the one before; `top`: what answers the essay. Both in reading order. */
type Talk = { slug: string; chain: string[]; top: string[] }

let counter: Counter
let site: Awaited<ReturnType<typeof startSite>>
let short: Talk
let long: Talk
let cookies: Record<string, string>

beforeAll(async () => {
  const { ada, mo, rae, nia } = await makeCast()
  short = await talk(3, 1)
  long = await talk(300, 14)
  // Another cookie of the site says that nothing which is kept is wanted, and nothing that is drawn: the framework makes the page.
  cookies = { nobody: '', anybody: 'afterword_desk=list', rae: await cookieOf(rae), mo: await cookieOf(mo) }
  counter = await countStatements(env().DATABASE_URL)
  site = await startSite({ DATABASE_URL: counter.url })

  /** A thread in which a reader has written, was here before, mutes somebody, waits for a decision, and something was taken down. */
  async function talk(replies: number, levels: number) {
    const { id: postId, slug } = await essayBy(ada)
    await carryOut(noteVisit, rae, { slug, shown: new Date(0).toISOString() })
    const chain = await addChain({ postId, authorId: nia.id, html: `<p>As @${ada.handle} says.</p>` }, levels)
    await carryOut(mute, rae, { handle: nia.handle, muted: 'yes' })
    const top = await addReplies({ postId, authorId: rae.id, html: `<p>And @${ada.handle}?</p>` }, null, replies)
    await decideNow(mo, await publishedReplyBy(nia, mo, slug), 'hide')
    await replyBy(rae, slug)
    return { slug, chain, top }
  }
}, 300_000)

/** Statements that a page takes: the least of a few times. */
async function statementsOf(path: string, cookie: string): Promise<number> {
  const counts: number[] = []
  for (let time = 0; time < 3; time++) {
    const before = counter.asked()
    const answer = await fetch(site.url + path, { headers: { cookie } })
    await answer.text()
    expect(answer.status, path).toBe(200)
    if (time > 0) counts.push(counter.asked() - before)
  }
  return Math.min(...counts)
}

test.each([
  ['nobody', '?all=1', 5], ['nobody', '?all=1&order=newest', 5],
  ['anybody', '', 6], ['anybody', '?order=newest', 6], ['anybody', '?page=2', 6],
  ['rae', '', 14], ['rae', '?order=newest', 14],
  ['mo', '', 16], ['mo', '?order=newest', 16],
])('a page of a conversation takes for %s%s %i statements at most, and no more of a long one', async (who, query, most) => {
  const cookie = cookies[who] ?? ''
  const few = await statementsOf(`/posts/${short.slug}${query.includes('page') ? '' : query}`, cookie)
  const many = await statementsOf(`/posts/${long.slug}${query}`, cookie)
  expect(few).toBeGreaterThan(2)
  expect(many).toBeLessThanOrEqual(most)
  // Where branches go on, and what is answered that stands elsewhere.
  expect(many).toBeLessThanOrEqual(few + 2)
})

test('a part of a long conversation, of a branch or of a list by time takes as few', async () => {
  const [{ slug, chain, top }, taken] = [long, [] as [string, number][]]
  const parts = [
    `after=${top[20]}`, `page=2&after=${top[60]}`, `branch=${chain[0]}`, `branch=${chain[3]}`, `branch=${chain[3]}&after=${chain[5]}`,
    `order=newest&after=${top[200]}`, `order=oldest&after=${top[100]}`, `reply=${top[10]}`,
  ]
  for (const part of parts) taken.push([part, await statementsOf(`/posts/${slug}?${part}`, '')])
  expect(taken.filter(([, statements]) => statements > 6)).toEqual([])
})

test('a hundred who ask for a page of their own and hang up have few of them made, and leave nobody waiting and no connection to the database busy', async () => {
  const path = `/posts/${long.slug}`
  const ofOne = await statementsOf(path, cookies.rae ?? '')
  const sockets = await Promise.all(Array.from({ length: 100 }, async () => {
    const socket = connect(site.port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }))
  const before = counter.asked()
  for (const socket of sockets) socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nCookie: ${cookies.rae}\r\n\r\n`)
  // They are heard before they are gone.
  await sleep(20)
  for (const socket of sockets) socket.destroy()
  const answer = await fetch(site.url + path, { headers: { cookie: cookies.rae ?? '' } })
  await answer.text()
  expect(answer.status).toBe(200)
  // All that is made after all is made by then.
  for (let last = -1; last !== counter.asked(); await sleep(700)) last = counter.asked()
  expect(counter.asked() - before, `of which one page takes ${ofOne}`).toBeLessThan(ofOne * 20)
  const busy = () => reader().$queryRaw<unknown[]>`SELECT FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`
  await expect.poll(busy, { timeout: 10_000 }).toEqual([])
})
