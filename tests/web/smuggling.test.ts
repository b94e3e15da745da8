import { beforeAll, describe, expect, test } from 'vitest'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { cleanRequest } from '#lib/http/clean-request.ts'
import { essayBy, makeCast } from '../cast.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, startSite } from './site.ts'

/** A request as the parser would make it, from an address on the network. */
function requestFrom(remoteAddress: string, headers: Record<string, string>) {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress })
  return Object.assign(new IncomingMessage(socket), { headers: { host: 'afterword.example', ...headers } })
}

describe('who sent it', () => {
  test.each([
    ['203.0.113.7', undefined, '203.0.113.7'],
    ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['127.0.0.1', '10.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::1', '2001:db8::7', '2001:db8::7'],
    ['127.0.0.1', '198.51.100.1:50123', '198.51.100.1'],
    ['127.0.0.1', '[2001:db8::7]:50123', '2001:db8::7'],
    ['127.0.0.1', '[2001:db8::7]', '2001:db8::7'],
    ['127.0.0.1', '198.51.100.1:50123:1', '127.0.0.1'],
    ['127.0.0.1', 'dead.beef', '127.0.0.1'],
    ['127.0.0.1', 'unknown', '127.0.0.1'],
    ['127.0.0.1', '<script>', '127.0.0.1'],
    ['127.0.0.1', undefined, '127.0.0.1'],
  ])('from %s, forwarded for %s: %s', (connection, forwarded, expected) => {
    const request = requestFrom(connection, forwarded ? { 'x-forwarded-for': forwarded } : {})
    expect(cleanRequest(request, 'https://afterword.example')).toBe(expected)
    expect(request.headers['x-forwarded-for']).toBe(expected)
  })
})

test('what only the server itself may say is taken away, and what is true is put there', () => {
  const request = requestFrom('127.0.0.1', {
    'x-middleware-subrequest': 'middleware:middleware',
    'x-middleware-prefetch': '1',
    'x-now-route-matches': '1',
    'x-matched-path': '/admin',
    'x-nextjs-data': '1',
    'x-invoke-path': '/admin',
    'x-prerender-revalidate': 'secret',
    'x-next-resume-state-length': '9',
    'next-resume': '1',
    'x-vercel-id': '1',
    host: 'elsewhere.example',
    forwarded: 'host=elsewhere.example',
    'x-real-ip': '1.2.3.4',
    'x-forwarded-host': 'elsewhere.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '1',
    rsc: '1',
    'next-action': 'abc',
  })
  cleanRequest(request, 'https://afterword.example')
  expect(request.headers).toEqual({
    host: 'afterword.example',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'afterword.example',
    'x-forwarded-proto': 'https',
    // To whom says nothing of themselves the framework would send the head of a page late, by a script.
    'user-agent': 'unknown',
    rsc: '1',
    'next-action': 'abc',
  })
})

describe('the running server', () => {
  let site: Awaited<ReturnType<typeof startSite>>
  let slug: string
  let cookie: string

  beforeAll(async () => {
    const cast = await makeCast()
    slug = (await essayBy(cast.ada)).slug
    cookie = await cookieOf(cast.rae)
    site = await startSite()
  }, 300_000)

  const get = (path: string, headers: Record<string, string> = {}) => fetch(site.url + path, { headers, redirect: 'manual' })

  test('another host in the request reaches no link, no redirect and no page', async () => {
    const forged = { host: 'elsewhere.example', 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' }
    const headers = Object.entries(forged).map(([name, value]) => `${name}: ${value}\r\n`).join('')
    for (const path of ['/', `/posts/${slug}`, '/account', '/sign-in', '/api/v1/openapi.json', '/api/auth/signin']) {
      const { head, body } = await sendRaw(site.port, `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`)
      expect(`${path} ${head} ${body}`).not.toContain('elsewhere.example')
    }
  })

  test('a policy sent along changes neither the policy nor the nonce of the page', async () => {
    const policy = "script-src 'nonce-mine' 'unsafe-inline'"
    const answer = await get(`/posts/${slug}`, { 'content-security-policy': policy, 'content-security-policy-report-only': policy, 'x-nonce': 'mine' })
    expect(answer.headers.get('content-security-policy')).not.toContain('mine')
    expect(await answer.text()).not.toContain('nonce="mine"')
  })

  test('no header opens a page that is for others', async () => {
    const tricks: Record<string, string>[] = [{ 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }, { 'x-matched-path': '/moderation' }, { 'x-invoke-path': '/moderation', 'x-invoke-status': '200' }]
    for (const headers of tricks) {
      expect((await get('/moderation', { cookie, ...headers })).status).toBe(403)
      expect((await get('/moderation', headers)).status).toBe(307)
    }
  })

  test.each([
    ['without a host', 'GET / HTTP/1.1\r\n\r\n'],
    ['for another machine', 'GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n'],
    ['for the server as a whole', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['with two lengths', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['with a length and chunks', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['with a folded header', 'GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\nX: \0\r\n\r\n'],
  ])('a request %s is a bad one', async (_, bytes) => {
    expect((await sendRaw(site.port, bytes)).status).toBe(400)
  })

  test('a head that is too long is refused', async () => {
    const { status, body } = await sendRaw(site.port, `GET /search?q=${'%E4%B8%AD'.repeat(2_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
    expect(status).toBe(431)
    expect(body).toContain('look for fewer words')
  })

  test.each(['//elsewhere.example', '//elsewhere.example/%2f..', '/\\elsewhere.example', '/%5celsewhere.example', '///elsewhere.example//'])(
    'the path %s leads nowhere else',
    async (path) => {
      const { head } = await sendRaw(site.port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nConnection: close\r\n\r\n`)
      const location = /^location: (.*)$/im.exec(head)?.[1] ?? '/'
      expect(new URL(location, 'http://here.invalid').host).toBe('here.invalid')
    },
  )

  test.each(['/%E0%A4%A', '/posts/%00', '/posts/%2500', '/people/%252500', '/nowhere/%2500', '/posts/%FF', '/c/not-a-uuid', '/people/..%2f..%2fetc', '/?page=%E0%A4%A', '/posts/a?page=1e9'])(
    'the odd address %s is answered, but not with a failure',
    async (path) => {
      const { status } = await sendRaw(site.port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nConnection: close\r\n\r\n`)
      expect(status).toBeLessThan(500)
    },
  )

  test('what the framework would fail on is not handed to it', async () => {
    expect((await get('/', { rsc: '1', 'next-router-state-tree': 'nonsense' })).status).toBeLessThan(500)
    expect((await fetch(site.url, { headers: { rsc: '1', 'next-router-state-tree': '%E0' } })).status).toBe(200)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('a page is not rendered for %s', async (method) => {
    const answer = await fetch(site.url, { method, headers: { origin: site.url } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  test('an upgrade is not taken up', async () => {
    const upgrade = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
    expect((await sendRaw(site.port, upgrade)).status).toBe(200)
  })

  test.each(['Host: elsewhere.example', 'host: 127.0.0.1', 'HOST:'])('a second line that names a host is not read past: %s', async (line) => {
    const own = `Host: 127.0.0.1:${site.port}`
    for (const [first, second] of [[own, line], [line, own]]) {
      const answer = await sendRaw(site.port, `GET / HTTP/1.1\r\n${first}\r\nAccept-Encoding: br\r\n${second}\r\nConnection: close\r\n\r\n`)
      expect([answer.status, /^cache-control: (.*)$/im.exec(answer.head)?.[1]]).toEqual([400, 'private, no-store'])
    }
  })

  test.each(['/./drafts/x', '/x/../write', '/_next/../moderation', '/x/%2e%2e/drafts/x', '/x/.%2E/account', '/..', '/x/.', '/x\\..\\drafts/x', '/\\elsewhere.example'])(
    '%s is no address: what it leads to is judged by its first letters',
    async (path) => {
      const answer = await sendRaw(site.port, `GET ${path}?a=b HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nConnection: close\r\n\r\n`)
      expect([answer.status, /^cache-control: (.*)$/im.exec(answer.head)?.[1]]).toEqual([400, 'private, no-store'])
    },
  )
})
