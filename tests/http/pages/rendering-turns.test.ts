import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeRenderingTurn, takeSendingTurn, takeSharedTurn } from '#lib/http/pages/rendering-turns.ts'
import { serveRequest } from '#lib/http/serve-request.ts'

/** What stands behind the server: it says how many are with it at once, and answers when it is told to. */
let inside = 0
let most = 0
let waiting: (() => void)[] = []
/** Whether it answers without being told to, and for how many it did so at most before anything else had the processor. */
let isQuick = false
let inOneGo = 0
let mostInOneGo = 0

function answerQuickly(response: ServerResponse) {
  if (inOneGo === 0) setImmediate(() => (inOneGo = 0))
  mostInOneGo = Math.max(mostInOneGo, ++inOneGo)
  response.end('made')
}

async function handle(_: IncomingMessage, response: ServerResponse) {
  if (isQuick) return answerQuickly(response)
  most = Math.max(most, ++inside)
  await new Promise<void>((resolve) => waiting.push(resolve))
  inside--
  response.setHeader('Content-Type', 'text/plain')
  response.end('made')
}

const behind = { handle, dev: false, own: null, draw: null, pages: null, signedIn: async () => false, stopping: () => false }
let requests = 0
const server = createServer((request, response) => {
  requests++
  void serveRequest(request, response, behind)
})
let place: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
beforeEach(() => {
  most = 0
})

const patient = { timeout: 10_000 }
const answerAll = () => waiting.splice(0).forEach((answer) => answer())

/** Answers until all that were asked are answered. */
async function finish(asked: Promise<Response>[]): Promise<number[]> {
  let done = false
  const all = Promise.all(asked).finally(() => (done = true))
  while (!done) {
    answerAll()
    await sleep(5)
  }
  return (await all).map(({ status }) => status)
}

test('of many pages that are wanted at once six are made at a time, and all in the end', async () => {
  const asked = Array.from({ length: 40 }, (_, number) => fetch(`${place}/search?q=${number}`))
  await expect.poll(() => waiting.length, patient).toBe(6)
  expect(await finish(asked)).toEqual(asked.map(() => 200))
  expect(most).toBe(6)
})

const send = () => fetch(`${place}/api/v1/posts/any/comments`, { method: 'POST', body: '{}', headers: { origin: place, 'content-type': 'application/json' } })

test('what is sent waits for no page', async () => {
  const asked = Array.from({ length: 8 }, () => fetch(`${place}/search`))
  await expect.poll(() => waiting.length, patient).toBe(6)
  const sent = send()
  await expect.poll(() => waiting.length, patient).toBe(7)
  expect(await finish([...asked, sent])).toEqual(Array.from({ length: 9 }, () => 200))
})

/** Takes so many turns as whoever sends from this machine, at once. @returns what gives all of them back */
function takeSending(count: number): () => void {
  const gone = new AbortController()
  const turns = Array.from({ length: count }, () => takeSendingTurn(gone.signal, '127.0.0.1'))
  return () => {
    gone.abort()
    for (const turn of turns) void turn.then((leave) => leave?.())
  }
}

test('of what is sent twenty-four are done at a time', async () => {
  const giveBack = takeSending(24)
  const sent = send()
  expect(await Promise.race([sent, sleep(100, null)])).toBeNull()
  expect(waiting.length).toBe(0)
  giveBack()
  expect(await finish([sent])).toEqual([200])
})

test('what more is sent than can be done in time is refused in words, with a time after which to send it again', async () => {
  const giveBack = takeSending(24 + 600)
  const answer = await send()
  giveBack()
  expect([answer.status, answer.headers.get('retry-after'), (await answer.text()).includes('A lot is being sent just now')]).toEqual([503, '5', true])
})

test('files wait for no page, and twenty-four of them are passed on at a time', async () => {
  const pages = Array.from({ length: 8 }, () => fetch(`${place}/search`))
  await expect.poll(() => waiting.length, patient).toBe(6)
  const files = Array.from({ length: 30 }, (_, number) => fetch(`${place}/media/${number}.webp`))
  await expect.poll(() => waiting.length, patient).toBeGreaterThanOrEqual(30)
  expect(new Set(await finish([...pages, ...files]))).toEqual(new Set([200]))
})

test('of what is made without waiting for anything six are made before others have the processor', async () => {
  isQuick = true
  const turns = await Promise.all(Array.from({ length: 6 }, () => takeRenderingTurn(new AbortController().signal, '127.0.0.1')))
  const arrived = requests + 40
  const asked = Array.from({ length: 40 }, () => fetch(`${place}/search`))
  await expect.poll(() => requests, patient).toBe(arrived)
  await sleep(20)
  for (const leave of turns) leave?.()
  const statuses = await Promise.all(asked.map(async (answer) => (await answer).status))
  isQuick = false
  expect([new Set(statuses), mostInOneGo]).toEqual([new Set([200]), 6])
})

/** Whether a page that is wanted now may begin within so many milliseconds. @param take its turn: that of a page for everybody, or for whoever asks */
async function mayBegin(take: typeof takeSharedTurn, within: number): Promise<boolean> {
  const taking = take(new AbortController().signal, '192.0.2.7')
  void taking.then((leave) => leave?.())
  return Promise.race([taking.then(() => true), sleep(within, false)])
}

test('a page for everybody begins when what was sent before is done, and one for whoever asks at once', async () => {
  const sent = send()
  await expect.poll(() => waiting.length, patient).toBe(1)
  expect(await mayBegin(takeSharedTurn, 50)).toBe(false)
  expect(await mayBegin(takeRenderingTurn, 50)).toBe(true)
  expect(await finish([sent])).toEqual([200])
  expect(await mayBegin(takeSharedTurn, 50)).toBe(true)
})

test('a page for everybody does not wait for long, however often something is sent', async () => {
  const sent = Array.from({ length: 3 }, send)
  await expect.poll(() => waiting.length, patient).toBe(3)
  const more = sleep(50).then(send)
  expect(await mayBegin(takeSharedTurn, 2_000)).toBe(true)
  expect(await finish([...sent, more])).toEqual([200, 200, 200, 200])
})

test('whoever leaves while they wait leaves no gap behind', async () => {
  const stays = Array.from({ length: 6 }, () => fetch(`${place}/search`))
  await expect.poll(() => waiting.length, patient).toBe(6)
  const gone = new AbortController()
  const leaves = Array.from({ length: 20 }, () => fetch(`${place}/search`, { signal: gone.signal }).catch(() => null))
  const last = fetch(`${place}/search`)
  await sleep(50)
  gone.abort()
  await Promise.all(leaves)
  expect(await finish([...stays, last])).toEqual(Array.from({ length: 7 }, () => 200))
  expect(most).toBe(6)
})

test('a page that more wait for than can be served in time is refused in words, with a time after which to try again', async () => {
  const asked = Array.from({ length: 306 }, () => fetch(`${place}/search`, { headers: { connection: 'close' } }))
  await expect.poll(() => waiting.length, patient).toBe(6)
  await expect.poll(async () => {
    const answer = await fetch(`${place}/search`, { signal: AbortSignal.timeout(200) }).catch(() => null)
    return answer && [answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control'), (await answer.text()).includes('Many are reading just now')]
  }, patient).toEqual([503, '5', 'private, no-store', true])
  await finish(asked)
}, 20_000)
