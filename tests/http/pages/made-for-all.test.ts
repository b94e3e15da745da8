import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PageStore } from '#lib/http/pages/page-store.ts'
import { serveRequest } from '#lib/http/serve-request.ts'

vi.mock('#lib/notifications.ts', async (actual) => ({ ...(await actual<object>()), notificationsConnected: () => true }))

/** What stands behind the server: it counts what it is asked for, and answers when it is told to. */
let asked: string[] = []
let waiting: (() => void)[] = []
let arrived = 0
let answer: (response: ServerResponse) => void
let store: PageStore
let isFresh = true

async function handle({ url = '' }: IncomingMessage, response: ServerResponse) {
  asked.push(url)
  await new Promise<void>((resolve) => waiting.push(resolve))
  answer(response)
}

const own = { files: new Map(), module: '/_own/reading.js', fold: '/_own/fold.js', rules: '/_own/rules.json' }
const pages = () => ({ store, isFresh: () => isFresh })
const server = createServer((request, response) => {
  arrived++
  void serveRequest(request, response, { handle, dev: false, draw: null, own, pages: pages(), signedIn: async () => false, stopping: () => false })
})
let place: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
afterEach(() => void vi.restoreAllMocks())
beforeEach(() => {
  ;[asked, waiting, arrived, isFresh, store] = [[], [], 0, true, new PageStore(1_000_000)]
})

const patient = { timeout: 10_000 }
const get = (path: string, init: RequestInit = {}) => fetch(place + path, { redirect: 'manual', ...init })

/** Answers until all that were asked are answered. */
async function finish<Each>(all: Promise<Each>[]): Promise<Each[]> {
  let done = false
  const every = Promise.all(all).finally(() => (done = true))
  while (!done) {
    waiting.splice(0).forEach((go) => go())
    await sleep(5)
  }
  return every
}

/** All of them have asked, and wait for what is made. */
async function allAsked(many: number) {
  await expect.poll(() => arrived, patient).toBe(many)
  await sleep(100)
}

/** So many who ask while it is being made, once all of them wait. */
async function together(path: string, many = 20, init: RequestInit = {}): Promise<Response[]> {
  const before = arrived
  const all = Array.from({ length: many }, () => get(path, init))
  await allAsked(before + many)
  await expect.poll(() => waiting.length, patient).toBe(1)
  return finish(all)
}

const write = (status: number, type: string, body: string, more: Record<string, string> = {}) => (response: ServerResponse) => {
  for (const [name, value] of Object.entries({ 'content-type': type, ...more })) response.setHeader(name, value)
  response.writeHead(status).end(body)
}
const html = 'text/html; charset=utf-8'

describe('whatever comes of it, a page is made once for all who wait for it, and again for who asks later', () => {
  test.each<[what: string, path: string, answer: (response: ServerResponse) => void, status: number]>([
    ['it fails', '/', write(500, html, ''), 500],
    ['it fails in the middle', '/', () => { throw new Error('broken') }, 500],
    ['there is no such feed', '/feed.xml', write(404, 'text/plain', 'none'), 404],
    ['it has moved', '/posts/old', write(308, html, '<script nonce="x"></script>', { location: '/posts/new' }), 308],
  ])('%s', async (_, path, how, status) => {
    answer = how
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const made = await together(path)
    expect(asked).toHaveLength(1)
    for (const each of made) {
      expect([each.status, each.headers.get('location')]).toEqual([status, status === 308 ? '/posts/new' : null])
      const body = await each.text()
      expect(body).not.toContain('nonce="x"')
      // Everybody is told the number that the log has, and may use the styles of the page.
      if (status === 500) expect([body.includes(each.headers.get('x-request-id') ?? '-'), body.includes(`'nonce-`)]).toEqual([true, false])
      if (status === 500) expect(each.headers.get('content-security-policy')).toContain(/nonce="([^"]+)"/.exec(body)?.[1] ?? 'no nonce')
    }
    expect(new Set(made.map(({ headers }) => headers.get('x-request-id'))).size).toBe(status === 500 ? 1 : 20)
    const heads = await together(path, 5, { method: 'HEAD' })
    expect(await Promise.all(heads.map(async (each) => [each.status, await each.text()]))).toEqual(heads.map(() => [status, '']))
    expect([asked.length, store.size]).toEqual([2, 0])
  })

  test('who leads elsewhere takes along what they were asked with', async () => {
    answer = (response) => write(308, html, '', { location: `/posts/new?${asked.at(-1)?.split('?')[1] ?? ''}` })(response)
    const [moved] = await finish([get('/posts/old?utm_source=x&page=2')])
    expect([moved?.headers.get('location'), asked]).toEqual(['/posts/new?utm_source=x&page=2', ['/posts/old?page=2', '/posts/old?utm_source=x&page=2']])
  })

  test('what says who asks is made for them alone', async () => {
    answer = write(200, 'text/xml', 'x', { 'set-cookie': 'a=b' })
    const all = [get('/feed.xml'), get('/feed.xml')]
    await finish(all)
    expect([asked.length, store.size]).toEqual([3, 0])
  })
})

test('while nothing is proved, however many ask, a page is made for those who wait, and nothing is kept', async () => {
  answer = (response) => write(200, 'text/xml', `made ${asked.length}`)(response)
  isFresh = false
  const first = get('/feed.xml')
  await expect.poll(() => waiting.length, patient).toBe(1)
  const others = Array.from({ length: 60 }, () => get('/feed.xml'))
  await allAsked(61)
  expect(waiting).toHaveLength(1)
  const bodies = await Promise.all((await finish([first, ...others])).map((each) => each.text()))
  expect(bodies).toEqual(['made 1', ...others.map(() => 'made 2')])
  expect([asked.length, store.size]).toEqual([2, 0])
})

test('a page for everybody is let in where no more may wait for pages of their own', async () => {
  answer = write(200, 'text/xml', 'x')
  const searches = Array.from({ length: 306 }, (_, number) => get(`/search?q=${number}`, { headers: { connection: 'close' } }))
  await expect.poll(() => waiting.length, patient).toBe(6)
  await expect.poll(async () => (await get('/search', { signal: AbortSignal.timeout(200) }).catch(() => null))?.status, patient).toBe(503)
  const feeds = Array.from({ length: 20 }, () => get('/feed.xml', { headers: { 'x-forwarded-for': '192.0.2.7' } }))
  await sleep(200)
  const statuses = (await finish([...feeds, ...searches])).map(({ status }) => status)
  expect(statuses.slice(0, 20)).toEqual(feeds.map(() => 200))
  // It came among the first, though hundreds waited before it.
  expect(asked.indexOf('/feed.xml')).toBeLessThan(14)
}, 30_000)
