import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { essayBy, makeCast, person, publishedReplyBy } from '../cast.ts'
import { cookieOf, fillForm, findAll, startSite, textOf, tokenOf } from './site.ts'

// A flood is a nuisance: it is counted wherever it arrives, by every process and after a restart, nobody loses words over it, and a moderator is rid of it in two steps.

type Running = Awaited<ReturnType<typeof startSite>>

let sites: [Running, Running]
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  // Two processes of one site: the same address, the same database.
  const first = await startSite()
  sites = [first, await startSite({ AFTERWORD_ORIGIN: first.url })]
}, 300_000)

let networks = 0
const elsewhere = () => ({ 'x-forwarded-for': `10.7.${Math.floor(++networks / 250)}.${networks % 250}` })

async function send(site: Running, who: SignedIn, body: string, network: Record<string, string> = elsewhere()) {
  const headers = { authorization: `Bearer ${await tokenOf(who)}`, 'content-type': 'application/json', ...network }
  return fetch(`${site.url}/api/v1/posts/${slug}/comments`, { method: 'POST', headers, body: JSON.stringify({ body }) })
}

/** As a browser without a script sends the form of a page, to one of the processes. */
async function sendForm(site: Running, path: string, field: string, values: Record<string, string>, cookie: string) {
  const headers = { cookie, ...elsewhere() }
  const page = await (await fetch(site.url + path, { headers })).text()
  return fetch(site.url + path, { method: 'POST', headers: { ...headers, origin: site.url }, body: fillForm(page, field, values), redirect: 'manual' })
}

const kept = async (answer: Response) => findAll(await answer.text(), 'textarea').map((area) => textOf(area).trim())

describe('somebody new', () => {
  test('has three texts waiting at once, whichever process they were sent to, and keeps the words of the fourth', async () => {
    const nia = await person('nia', 'reader')
    const sent = await Promise.all([0, 1, 0, 1, 0, 1].map((place, count) => send(sites[place] ?? sites[0], nia, `What I think, number ${count}.`)))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([202, 202, 202, 422, 422, 422])
    expect(await reader().comment.count({ where: { authorId: nia.id, state: 'held' } })).toBe(3)
    const refused = await sendForm(sites[1], `/posts/${slug}`, 'body', { body: 'A fourth, which took an hour.' }, await cookieOf(nia))
    expect(refused.status).toBe(422)
    expect(await kept(refused)).toContain('A fourth, which took an hour.')
  })

  test('has two links, and the same text once', async () => {
    const una = await person('una', 'reader')
    const links = (count: number) => Array.from({ length: count }, (_, at) => `[here](https://shop-${at}.example/)`).join(' and ')
    expect((await send(sites[0], una, links(3))).status).toBe(422)
    expect((await send(sites[0], una, 'Look: https://a.example/ <https://b.example/> [c][c]\n\n[c]: https:c.example')).status).toBe(422)
    expect((await send(sites[0], una, links(2))).status).toBe(202)
    const again = await send(sites[1], una, links(2))
    expect([again.status, JSON.stringify(await again.json())]).toEqual([422, expect.stringContaining('exactly this text before')])
    expect(await reader().comment.count({ where: { authorId: una.id } })).toBe(1)
  })
})

test('somebody known is told to wait after twenty, by every process and by one that was started anew, and the page keeps the words', async () => {
  const rae = await person('rae', 'reader')
  await publishedReplyBy(rae, cast.mo, slug)
  const sent = await Promise.all(Array.from({ length: 24 }, (_, count) => send(sites[count % 2] ?? sites[0], rae, `A considered reply, number ${count}.`)))
  expect(sent.filter(({ status }) => status === 202)).toHaveLength(20)
  const late = sent.filter(({ status }) => status === 429)
  expect(late).toHaveLength(4)
  for (const { headers } of late) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)

  await sites[1].stop()
  const anew = await startSite({ AFTERWORD_ORIGIN: sites[0].url })
  expect((await send(anew, rae, 'One more.')).status).toBe(429)
  const page = await sendForm(anew, `/posts/${slug}`, 'body', { body: 'Words that took an hour.' }, await cookieOf(rae))
  expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(await kept(page)).toContain('Words that took an hour.')
}, 60_000)

test('many accounts from one network are one, and do not keep another network out', async () => {
  const one = elsewhere()
  const people = await Promise.all(Array.from({ length: 33 }, () => person('many', 'reader')))
  const sent = await Promise.all(people.flatMap((who) => ['first', 'second'].map((word) => send(sites[0], who, `The ${word} of ${who.handle}.`, one))))
  expect(sent.filter(({ status }) => status === 202)).toHaveLength(60)
  expect(sent.filter(({ status }) => status === 429)).toHaveLength(6)
  expect((await send(sites[0], await person('vic', 'reader'), 'From somewhere else.')).status).toBe(202)
}, 60_000)

test('many accounts with one host are one group, whatever else differs, and are rejected in two steps', async () => {
  const people = await Promise.all(Array.from({ length: 40 }, () => person('shop', 'reader')))
  const spellings = ['[w](https://flood.example/a)', '<https://www.flood.example/b>', 'HTTP://FLOOD.EXAMPLE/c', '[w](https:flood.example)', '[w](https://x:y@flood.example:8443/)', '[w](//flood.example/d)', '[w](https://flood.example./e)', '[w](https://%66lood.example/f)']
  const sent = await Promise.all(people.map((who, place) => send(sites[0], who, `Number ${place}: ${spellings[place % spellings.length]} and more words.`)))
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([202]))
  const cookie = await cookieOf(cast.mo)
  const read = async (path: string) => (await fetch(sites[0].url + path, { headers: { cookie } })).text()
  expect(await read('/moderation/groups')).toContain('flood.example')

  const [asked] = findAll(await read('/moderation/groups/host/flood.example'), 'a', ({ properties }) => String(properties?.href).endsWith('?all=reject'))
  expect(textOf(asked ?? { type: 'text' }).replaceAll(/\s+/g, ' ')).toContain('Reject all 40')
  const done = await sendForm(sites[0], '/moderation/groups/host/flood.example?all=reject', 'reasonCode', { reasonCode: 'spam' }, cookie)
  expect([done.status, done.headers.get('location')]).toEqual([303, expect.stringContaining('/moderation/bulk/')])
  const ids = people.map(({ id }) => id)
  await expect.poll(() => reader().comment.count({ where: { authorId: { in: ids }, state: 'rejected' } }), { timeout: 30_000 }).toBe(40)
}, 60_000)

test('reports of many, from everywhere at once, remove nothing and are one item with a count', async () => {
  const commentId = await publishedReplyBy(await person('sol', 'reader'), cast.mo, slug)
  const people = await Promise.all(Array.from({ length: 25 }, () => person('cross', 'reader')))
  const sent = await Promise.all(people.map(async (who) => sendForm(sites[0], `/c/${commentId}/report`, 'reasonCode', { reasonCode: 'spam', note: `Says ${who.handle}.` }, await cookieOf(who))))
  expect(sent.filter(({ status }) => status >= 400)).toEqual([])
  const items = await reader().reviewItem.findMany({ where: { commentId, kind: 'report' }, select: { id: true, _count: { select: { reports: true } } } })
  expect(items.map(({ _count }) => _count.reports)).toEqual([25])
  expect((await reader().comment.findUniqueOrThrow({ where: { id: commentId }, select: { state: true } })).state).toBe('published')
  expect(await (await fetch(`${sites[0].url}/posts/${slug}?order=newest`)).text()).toContain(commentId)
  const card = await (await fetch(`${sites[0].url}/moderation?kind=report&item=${items[0]?.id}&mode=one`, { headers: { cookie: await cookieOf(cast.mo) } })).text()
  expect(card.replaceAll('<!-- -->', '')).toMatch(/25 (?:people|readers|reports|times)|by 25/)
}, 60_000)

test('whoever makes up files of the build is told so without a page being made, which would wait for no turn', async () => {
  const paths = ['static/chunks/none.js', 'static/chunks/', 'static/..%2f..%2fBUILD_ID', 'static/%2e%2e/x', 'image?url=%2Ficon.svg&w=64&q=75', 'data/x/index.json', 'none', '']
  const made = await Promise.all(paths.flatMap((path) => ['', 'afterword-session=none'].map(async (cookie) => {
    const answer = await fetch(`${sites[0].url}/_next/${path}`, { headers: { cookie }, redirect: 'manual' })
    return `${answer.status} ${(await answer.text()).includes('__next_f')}`
  })))
  expect(made).toEqual(made.map(() => '404 false'))
  const page = await (await fetch(`${sites[0].url}/sign-in`)).text()
  const file = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0] ?? ''
  expect(await Promise.all([file, `${file}?again`, file.replace('chunks', '%63hunks')].map(async (path) => (await fetch(sites[0].url + path)).status))).toEqual([200, 200, 200])
})
