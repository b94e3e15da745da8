import { beforeAll, expect, test } from 'vitest'
import { makeCast, person } from '../cast.ts'
import { cookieOf, findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
  site = await startSite()
}, 300_000)

/** What a browser says when somebody follows a link. */
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

/** What is read of an answer: its status, its kind, its heading, and where its links lead. */
async function ask(path: string, headers: Record<string, string>) {
  const answer = await fetch(`${site.url}${path}`, { headers, redirect: 'manual' })
  const body = await answer.text()
  const words = (name: string) => findAll(body, name).map(textOf)
  return { answer, body, status: answer.status, type: answer.headers.get('content-type') ?? '', heading: words('h1')[0], links: findAll(body, 'a').map(({ properties }) => properties?.href) }
}

const own = ['/account/data', '/account/texts']
const log = ['/moderation/log.csv?q=the', '/moderation/log.jsonl?q=the']

test.each([...own, ...log])('%s asks a browser to sign in and leads back to where its link stands; programs get a problem', async (path) => {
  const read = await ask(path, browser)
  expect([read.status, read.type, read.heading]).toEqual([401, 'text/html; charset=utf-8', 'Please sign in first'])
  expect(read.links).toContain(`/sign-in?then=${encodeURIComponent(path.startsWith('/account') ? '/account' : '/moderation/log?q=the')}`)
  expect(read.answer.headers.get('vary')?.toLowerCase()).toContain('accept')
  expect(read.answer.headers.get('cache-control')).toContain('no-store')
  for (const accept of ['*/*', 'application/json', 'text/html;q=0, application/json']) {
    const told = await ask(path, { accept })
    expect([told.status, told.type, JSON.parse(told.body).status], accept).toEqual([401, 'application/problem+json', 401])
  }
  const token = await ask(path, { ...browser, authorization: 'Bearer nobody' })
  expect([token.status, token.type]).toEqual([401, 'application/problem+json'])
})

test('somebody who may not have the log reads the page that says so', async () => {
  const read = await ask('/moderation/log.csv', { ...browser, cookie: await cookieOf(cast.rae) })
  expect([read.status, read.heading]).toEqual([403, 'This page is not for this account'])
})

test('over the limit a browser reads when to come back, and how to go on', async () => {
  const headers = { ...browser, cookie: await cookieOf(await person('zed', 'reader')) }
  for (let count = 0; count < 10; count++) expect((await ask('/account/data', headers)).status).toBe(200)
  const read = await ask('/account/data', headers)
  expect([read.status, read.heading]).toEqual([429, 'A little later, please'])
  expect(read.body).toContain('You have taken your data along several times just now.')
  expect(Number(read.answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(read.links).toContain('/account')
  const told = await ask('/account/texts', { ...headers, accept: '*/*' })
  expect([told.status, told.type]).toEqual([429, 'application/problem+json'])
})

test('a feed of what is not there is a page for somebody who followed a link, and a line for a reader of feeds', async () => {
  for (const path of ['/people/nobody-here/feed.xml', '/tags/no-such-tag/atom.xml', '/posts/no-such-post/comments/feed.xml']) {
    expect(await ask(path, browser), path).toMatchObject({ status: 404, heading: 'There is nothing here' })
    expect(await ask(path, { accept: '*/*' }), path).toMatchObject({ status: 404, body: 'There is nothing to follow here.\n' })
  }
})

test('opening the address that signs out changes nothing', async () => {
  const headers = { ...browser, cookie: await cookieOf(cast.rae) }
  const read = await ask('/sign-out', headers)
  expect([read.status, read.answer.headers.get('location')]).toEqual([303, '/'])
  expect((await ask('/account', headers)).status).toBe(200)
})
