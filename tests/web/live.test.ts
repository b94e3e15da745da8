import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { writer } from '#lib/database.ts'
import { streamsPerPerson } from '#lib/http/event-stream.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { decideNow, essayBy, itemAbout, makeCast, person, replyBy } from '../cast.ts'
import { cookieOf, startSite } from './site.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let site: Awaited<ReturnType<typeof startSite>>
let slug: string
const open: { end: () => void }[] = []

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  site = await startSite()
}, 300_000)

afterEach(() => open.splice(0).forEach(({ end }) => end()))

type Event = { id?: string; event?: string; data: { items: { id: string; state: string }[]; held: { itemId: string; holder: { name: string } }[]; waiting: number } }

/** A browser's half of a stream, on a connection of its own. */
async function listen(cookie: string, { path = '/moderation/live', headers = {} }: { path?: string; headers?: Record<string, string> } = {}) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(`${site.url}${path}`, { agent: false, headers: { cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip, br', ...headers } }, resolve)
    asked.on('error', reject).end()
  })
  let text = ''
  let ended = false
  answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('error', () => {}).on('close', () => (ended = true))
  const events = (): Event[] => text.split('\n\n').slice(0, -1).filter((each) => each.includes('data: ')).map((each) => {
    const fields = Object.fromEntries(each.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
    return { ...fields, data: JSON.parse(fields.data) }
  })
  const stream = { status: answer.statusCode, headers: answer.headers, text: () => text, ended: () => ended, events, end: () => answer.destroy() }
  open.push(stream)
  return stream
}

const until = (isTrue: () => unknown) => vi.waitFor(() => expect(isTrue()).toBeTruthy(), { timeout: 10_000, interval: 20 })
const newReply = async () => replyBy(await person('rae', 'reader'), slug)

async function say(who: SignedIn, body: object, headers: Record<string, string> = {}) {
  return fetch(`${site.url}/moderation/presence`, {
    method: 'POST',
    headers: { cookie: await cookieOf(who), origin: site.url, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

test('a moderator hears at once what is decided, uncompressed and never kept by anybody', async () => {
  const stream = await listen(await cookieOf(cast.mo))
  expect([stream.status, stream.headers['content-type'], stream.headers['cache-control'], stream.headers['content-encoding']])
    .toEqual([200, 'text/event-stream; charset=utf-8', 'private, no-store', undefined])
  await until(() => stream.events().length > 0)
  const comment = await newReply()
  const { id } = await itemAbout(comment)
  await decideNow(cast.noor, comment, 'approve')
  const decidedAt = Date.now()
  await until(() => stream.events().some(({ data }) => data.items.some((item) => item.id === id && item.state === 'decided')))
  expect(Date.now() - decidedAt).toBeLessThan(2_000)
  expect(stream.events().find(({ data }) => data.items.some((item) => item.id === id))?.id).toMatch(/^\d{4}-.*Z$/)
})

test('a browser that comes back, or a page that was just made, is told what it missed', async () => {
  const cookie = await cookieOf(cast.mo)
  const first = await listen(cookie)
  await until(() => first.events().length > 0)
  const last = first.events().at(-1)?.id ?? ''
  first.end()
  const comment = await newReply()
  const { id } = await itemAbout(comment)
  await decideNow(cast.noor, comment, 'approve')
  const knows = (stream: typeof first) => stream.events()[0]?.data.items.some((item) => item.id === id && item.state === 'decided')
  for (const how of [{ headers: { 'last-event-id': last } }, { path: `/moderation/live?since=${last}` }]) {
    const again = await listen(cookie, how)
    await until(() => again.events().length > 0)
    expect(knows(again)).toBe(true)
  }
  const fresh = await listen(cookie, { headers: { 'last-event-id': 'nonsense' } })
  await until(() => fresh.events().length > 0)
  expect(knows(fresh)).toBe(false)
})

test('only moderators hear anything', async () => {
  expect((await listen('')).status).toBe(401)
  for (const who of [cast.rae, cast.ada]) expect((await listen(await cookieOf(who))).status).toBe(403)
  for (const who of [cast.rae, cast.ada]) expect((await say(who, { act: 'hold', tab: randomUUID(), itemId: randomUUID() })).status).toBe(403)
})

test('who is no moderator any more hears no further event: not a word, not even of what happened in that second', async () => {
  const pat = await person('pat', 'moderator')
  const stream = await listen(await cookieOf(pat))
  await until(() => stream.events().length > 0)
  const before = stream.text()
  await writer().person.update({ where: { id: pat.id }, data: { role: 'reader' }, select: { id: true } })
  await newReply()
  await until(stream.ended)
  expect(stream.text().slice(before.length)).toBe('event: over\ndata: {}\n\n')
})

test('a stream ends with its session', async () => {
  const pat = await person('pat', 'moderator')
  const stream = await listen(await cookieOf(pat))
  await until(() => stream.events().length > 0)
  await writer().session.deleteMany({ where: { personId: pat.id } })
  await newReply()
  await until(stream.ended)
  expect(stream.text()).toMatch(/event: over\ndata: {}\n\n$/)
})

test('one person has a few streams and no more, until one is closed', async () => {
  const pat = await person('pat', 'moderator')
  const cookie = await cookieOf(pat)
  const streams = []
  for (let count = 0; count < streamsPerPerson; count++) streams.push(await listen(cookie))
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
  const tooMany = await listen(cookie)
  expect([tooMany.status, tooMany.headers['retry-after']]).toEqual([429, '30'])
  streams[0]?.end()
  await vi.waitFor(async () => expect((await listen(cookie)).status).toBe(200), { timeout: 5_000 })
})

test('a head alone opens no stream', async () => {
  const pat = await person('pat', 'moderator')
  const cookie = await cookieOf(pat)
  for (let count = 0; count < streamsPerPerson + 2; count++) {
    expect((await fetch(`${site.url}/moderation/live`, { method: 'HEAD', headers: { cookie } })).status).toBe(200)
  }
  expect((await listen(cookie)).status).toBe(200)
})

test('a tab says what it reads, takes over and leaves, and the others hear of it', async () => {
  const stream = await listen(await cookieOf(cast.mo))
  const itemId = (await itemAbout(await newReply())).id
  const [tab, other] = [randomUUID(), randomUUID()]
  const holder = () => stream.events().at(-1)?.data.held.find((each) => each.itemId === itemId)?.holder.name
  const held = await say(cast.noor, { act: 'hold', tab, itemId })
  expect([held.status, held.headers.get('cache-control'), (await held.json()).holder.name]).toEqual([200, 'private, no-store', cast.noor.name])
  await until(() => holder() === cast.noor.name)
  expect((await (await say(cast.ida, { act: 'take-over', tab: other, itemId })).json()).holder.name).toBe(cast.ida.name)
  await until(() => holder() === cast.ida.name)
  expect((await say(cast.ida, { act: 'leave', tab: other, itemId })).status).toBe(200)
  await until(() => stream.events().at(-1)?.data.held.every((each) => each.itemId !== itemId))
})

test('a page elsewhere cannot say what is read here, and what is no presence is refused', async () => {
  const itemId = (await itemAbout(await newReply())).id
  expect((await say(cast.mo, { act: 'hold', tab: randomUUID(), itemId }, { origin: 'https://elsewhere.example' })).status).toBe(403)
  for (const body of [{ act: 'decide', tab: randomUUID(), itemId }, { act: 'hold', tab: 'x', itemId }, { act: 'hold', tab: randomUUID(), itemId: '1' }]) {
    expect((await say(cast.mo, body)).status).toBe(422)
  }
  expect((await fetch(`${site.url}/moderation/presence`)).status).toBe(405)
})

test('a server that is asked to stop ends its streams at once and leaves', async () => {
  const stream = await listen(await cookieOf(cast.mo))
  await until(() => stream.events().length > 0)
  const began = Date.now()
  await site.stop()
  expect(stream.ended()).toBe(true)
  expect([await site.ended, Date.now() - began < 5_000]).toEqual([0, true])
}, 30_000)
