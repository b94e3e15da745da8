import { beforeAll, describe, expect, test } from 'vitest'
import { insideSite } from '#lib/http/inside-site.ts'
import { isSameOrigin, trustedHost } from '#lib/http/same-origin.ts'
import { makeCast } from '../cast.ts'
import { cookieOf, startSite } from './site.ts'

const claim = { method: 'POST', origin: null, secFetchSite: null, host: 'afterword.example', cookie: true }

describe('on a site with a public address', () => {
  const site = 'https://afterword.example'
  test.each([
    [true, { origin: 'https://afterword.example' }],
    [true, { origin: 'https://afterword.example', secFetchSite: 'cross-site' }],
    [false, { origin: 'https://elsewhere.example' }],
    [false, { origin: 'https://elsewhere.example', secFetchSite: 'same-origin' }],
    [false, { origin: 'http://afterword.example' }],
    [false, { origin: 'https://afterword.example:8443' }],
    [false, { origin: 'https://afterword.example.elsewhere.example' }],
    [false, { origin: 'null' }],
    [false, { origin: '' }],
    [true, { secFetchSite: 'same-origin' }],
    [true, { secFetchSite: 'none' }],
    [false, { secFetchSite: 'same-site' }],
    [false, { secFetchSite: 'cross-site' }],
    [false, {}],
    [true, { cookie: false }],
    [false, { cookie: false, origin: 'https://elsewhere.example' }],
    [false, { cookie: false, secFetchSite: 'cross-site' }],
    [true, { method: 'GET', origin: 'https://elsewhere.example' }],
    [false, { method: 'DELETE' }],
    [false, { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  ])('%s: %o', (expected, given) => expect(isSameOrigin({ ...claim, ...given }, site)).toBe(expected))
})

describe('on a machine without a public address', () => {
  const site = 'http://127.0.0.1:3000'
  test.each([
    [true, { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
    [true, { origin: 'http://localhost:3000', host: 'localhost:3000' }],
    [true, { origin: 'http://[::1]:3000', host: '[::1]:3000' }],
    [true, { origin: 'http://192.168.1.20:3000', host: '192.168.1.20:3000' }],
    [false, { origin: 'http://localhost:4000', host: 'localhost:3000' }],
    [false, { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3001' }],
    [false, { origin: 'http://127.0.0.1:3000', host: 'localhost:3000' }],
    [true, { origin: 'http://127.0.0.1:3000', host: 'rebound.example:3000' }],
    [true, { origin: 'http://127.0.0.1:3000', host: null }],
    [false, { origin: 'http://rebound.example:3000', host: 'rebound.example:3000' }],
    [false, { origin: 'http://localhost.elsewhere.example:3000', host: 'localhost.elsewhere.example:3000' }],
  ])('%s: %o', (expected, given) => expect(isSameOrigin({ ...claim, ...given }, site)).toBe(expected))

  test('a name that points here by chance or on purpose is not believed', () => {
    expect(trustedHost('rebound.example:3000', site)).toBe('127.0.0.1:3000')
    expect(trustedHost('localhost:3000', site)).toBe('localhost:3000')
    expect(trustedHost('localhost:3000', 'https://afterword.example')).toBe('afterword.example')
    expect(trustedHost('not a host', site)).toBe('127.0.0.1:3000')
  })
})

test.each([
  ['/posts/one?page=2#last', '/posts/one?page=2#last'],
  ['/', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n/elsewhere.example', '/'],
  ['/a/..//elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['posts', '/'],
  ['', '/'],
  [null, '/'],
])('going on to %j leads to %j', (wish, expected) => expect(insideSite(wish)).toBe(expected))

describe('the running server', () => {
  let site: Awaited<ReturnType<typeof startSite>>
  let cookie: string

  beforeAll(async () => {
    const { rae } = await makeCast()
    cookie = await cookieOf(rae)
    site = await startSite()
  }, 300_000)

  const send = (path: string, headers: Record<string, string>) => fetch(site.url + path, { method: 'POST', headers, redirect: 'manual' })

  test.each(['/sign-out', '/posts/any', '/api/v1/posts/any/comments', '/api/auth/signout', '/no/such/place'])(
    'refuses a cookie from elsewhere at %s before anything else is asked',
    async (path) => {
      expect((await send(path, { cookie, origin: 'https://elsewhere.example' })).status).toBe(403)
      expect((await send(path, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
      expect((await send(path, { cookie })).status).toBe(403)
    },
  )

  test('takes what its own pages send', async () => {
    expect((await send('/api/v1/posts/any/comments', { cookie, origin: site.url, 'content-type': 'application/json' })).status).not.toBe(403)
    expect((await send('/api/v1/posts/any/comments', { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' })).status).not.toBe(403)
  })

  test('says why as a problem to programs and as a page to people', async () => {
    const forProgram = await send('/api/v1/posts/any/comments', { cookie })
    expect(forProgram.headers.get('content-type')).toContain('application/problem+json')
    expect(await (await send('/sign-out', { cookie })).text()).toContain('This came from somewhere else')
  })
})
