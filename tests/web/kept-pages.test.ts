import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { itemAbout, person, publishedReplyBy, replyBy } from '../cast.ts'
import { database, value } from '../database/fenced-database.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, fillForm, startSite, tokenOf } from './site.ts'

// A process keeps pages of the demo: how they are sent, and what strangers try with them. That they are never stale, staleness.test.ts holds.

type Site = Awaited<ReturnType<typeof startSite>>

let site: Site
let mo: SignedIn
let rae: SignedIn
let token: string

const essay = 'five-miles-an-hour'
const other = 'the-line-that-is-not-there'
const paths = [
  '/', `/posts/${essay}`, `/posts/${essay}/latest`, `/posts/${essay}/comments/feed.xml`, `/posts/${other}`, `/posts/${other}/history`, '/people/ada',
  '/tags/film', '/works', '/works/one', '/feed.json', '/sitemap.xml', '/log',
]

beforeAll(async () => {
  await loadDemo()
  ;[mo, rae] = await Promise.all([person('mo', 'moderator'), person('rae', 'reader')])
  token = await tokenOf(mo)
  const slug = await value<string>('SELECT slug FROM published_work ORDER BY slug DESC LIMIT 1')
  for (const [place, path] of paths.entries()) paths[place] = path.replace('/works/one', `/works/${slug}`)
  await database.query(`INSERT INTO setting (key, value) VALUES ('moderation.public-log', '"roles"') ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`)
  await closeDatabase()
  site = await startSite()
}, 400_000)

const first = () => site

/** Who sends another cookie of ours is answered afresh. */
const afresh = { cookie: 'afterword-carried=nothing' }

type Answer = { status: number; type: string | null; body: string }

async function read(site: Site, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(site.url + path, { headers, redirect: 'manual' })
  const body = await answer.text()
  // The moment of the rendering, up to which a page shows everything, the number of a form, which is another where a page is drawn, and the address of the process that answers.
  const same = body.replace(/ data-shown-until="[^"]*"/, '').replaceAll(/(?<=name="\$ACTION_(REF_)?)\d/g, '').replaceAll(site.url, '')
  return { status: answer.status, type: answer.headers.get('content-type'), body: inOrder(same) }
}

/** What a page says in its head comes in the order in which the framework gets to know it, which differs from one rendering to the next. */
function inOrder(html: string): string {
  return html.replace(/<head>([^]*?)<\/head>/, (_, inside: string) => `<head>${inside.split(/(?=<(?!\/))/).sort().join('')}</head>`)
}

test('pages of other essays stay while one conversation goes on', async () => {
  const shown = async (path: string) => / data-shown-until="([^"]*)"/.exec(await (await fetch(first().url + path)).text())?.[1]
  await publishedReplyBy(rae, mo, other)
  await sleep(200)
  const [here, there] = [await shown(`/posts/${essay}`), await shown(`/posts/${other}`)]
  // Somebody of whom more can be read: a first comment gives its writer a page, which may be named anywhere.
  await publishedReplyBy(rae, mo, essay)
  await expect.poll(() => shown(`/posts/${essay}`), { timeout: 1_000, interval: 20 }).not.toBe(here)
  expect(await shown(`/posts/${other}`)).toBe(there)
})

test('after the answer to a decision the same process never sends the old page, however many ask', async () => {
  for (let turn = 0; turn < 15; turn++) {
    const words = `A thought of turn ${turn}, and no other.`
    const commentId = await replyBy(rae, essay, '', words)
    const { id, version } = await itemAbout(commentId)
    let asking = true
    const readers = Array.from({ length: 4 }, async () => {
      while (asking) await read(first(), `/posts/${essay}?order=newest`)
    })
    await read(first(), `/posts/${essay}?order=newest`)
    const decided = await fetch(`${first().url}/api/v1/moderation/items/${id}/decisions`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ action: 'approve', version }),
    })
    const [page, list] = await Promise.all([read(first(), `/posts/${essay}?order=newest`), read(first(), `/posts/${essay}/latest`)])
    asking = false
    await Promise.all(readers)
    expect(decided.status).toBe(200)
    expect(page.body).toContain(words)
    expect(list.body).toContain(commentId)
  }
}, 120_000)

describe('how it is sent', () => {
  test('a page has one tag for all ways in which it is packed, and who names it gets 304', async () => {
    const ask = (accepted: string, more = '') => sendRaw(first().port, `GET /posts/${essay} HTTP/1.1\r\nHost: 127.0.0.1:${first().port}\r\nAccept-Encoding: ${accepted}\r\n${more}Connection: close\r\n\r\n`)
    const [plain, br, gzip] = [await ask('identity'), await ask('br'), await ask('gzip')]
    const header = (head: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
    expect(brotliDecompressSync(Buffer.from(br.body, 'latin1')).toString('latin1')).toBe(plain.body)
    expect(gunzipSync(Buffer.from(gzip.body, 'latin1')).toString('latin1')).toBe(plain.body)
    const tags = [plain, br, gzip].map(({ head }) => header(head, 'etag'))
    expect(new Set(tags).size).toBe(1)
    expect(tags[0]).toMatch(/^W\/"[\w-]{43}"$/)
    for (const each of [plain, br, gzip]) {
      expect(header(each.head, 'cache-control')).toBe('public, no-cache')
      expect(header(each.head, 'vary')).toMatch(/accept-encoding.*cookie/i)
      expect(Number(header(each.head, 'content-length'))).toBe(each.body.length)
    }
    for (const named of [tags[0], `"x", ${tags[0]}`, '*', tags[0]?.slice(2)]) {
      const again = await ask('br', `If-None-Match: ${named}\r\n`)
      expect([again.status, again.body, header(again.head, 'etag'), header(again.head, 'content-length')]).toEqual([304, '', tags[0], undefined])
      expect(header(again.head, 'content-security-policy')).toContain(`script-src 'self'`)
    }
    expect((await ask('br', 'If-None-Match: "other"\r\n')).status).toBe(200)
    const head = await fetch(`${first().url}/posts/${essay}`, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } })
    expect([head.status, head.headers.get('etag'), head.headers.get('content-length'), await head.text()]).toEqual([200, tags[0], header(gzip.head, 'content-length'), ''])
    expect((await fetch(`${first().url}/posts/${essay}`, { method: 'HEAD', headers: { 'if-none-match': tags[0] ?? '' } })).status).toBe(304)
  })

  test('a page that was made anew and says the same has the same tag', async () => {
    const tagOf = async (path: string) => (await fetch(first().url + path)).headers.get('etag')
    for (const path of paths.filter((each) => !each.endsWith('/history'))) {
      const tags = new Set<string | null>()
      for (let turn = 0; turn < 3; turn++) {
        await database.query(`SELECT pg_notify('afterword_stale', 'emptied:nothing')`)
        await sleep(30)
        tags.add(await tagOf(path))
      }
      expect([...tags], path).toEqual([expect.stringMatching(/^W\/"/)])
    }
  })

  test('a part of it is not sent: whoever asks for one gets all of it', async () => {
    const answer = await fetch(`${first().url}/posts/${essay}`, { headers: { range: 'bytes=0-9' } })
    expect([answer.status, (await answer.text()).startsWith('<!DOCTYPE html>')]).toEqual([200, true])
  })

  test('who chose a colour keeps the page for themselves, and is told when it is still the same', async () => {
    const ask = (cookie: string, more: Record<string, string> = {}) => fetch(`${first().url}/posts/${essay}`, { headers: { cookie, ...more } })
    const dark = await ask('afterword_theme=dark')
    const tag = dark.headers.get('etag') ?? ''
    expect([dark.headers.get('cache-control'), dark.headers.get('vary'), tag]).toEqual(['private, no-cache', expect.stringMatching(/cookie/i), expect.stringMatching(/^W\/"[\w-]{43}"$/)])
    // The second time it is sent with the head that it was sent with before.
    const again = await ask('afterword_theme=dark')
    expect([again.headers.get('cache-control'), again.headers.get('etag')]).toEqual(['private, no-cache', tag])
    expect((await ask('afterword_theme=dark', { 'if-none-match': tag })).status).toBe(304)
    expect((await ask('afterword_theme=light', { 'if-none-match': tag })).status).toBe(200)
    const named = await ask(await cookieOf(rae), { 'if-none-match': tag })
    expect([named.status, named.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  })

  test('each of the colours has its page, and a page without colours is never one with', async () => {
    const themes = await Promise.all(['dark', 'light', 'system', 'nonsense'].map(async (theme) => /data-theme="(\w+)"/.exec((await read(first(), '/', { cookie: `afterword_theme=${theme}` })).body)?.[1]))
    expect(themes).toEqual(['dark', 'light', 'system', 'system'])
    expect(/data-theme="(\w+)"/.exec((await read(first(), '/')).body)?.[1]).toBe('system')
  })
})

/** What strangers send to have something of theirs shown to others, or to fill the memory. */
describe('bad input', () => {
  const canary = 'canary-7f3a'
  const poisons: [string, string, Record<string, string>][] = [
    ['random parameters', `?x=${canary}&utm_source=${canary}&${canary}`, {}],
    ['a parameter of the framework', `?_rsc=${canary}&nxtPslug=${canary}`, {}],
    ['another host', '', { 'x-forwarded-host': `${canary}.example`, forwarded: `host=${canary}.example` }],
    ['another scheme and address', '', { 'x-forwarded-proto': canary, 'x-forwarded-for': canary, 'x-forwarded-port': '1' }],
    ['another path', '', { 'x-original-url': `/${canary}`, 'x-rewrite-url': `/${canary}`, 'x-matched-path': `/${canary}`, 'x-invoke-path': `/${canary}` }],
    ['headers of the framework', '', { 'next-router-state-tree': canary, 'next-url': `/${canary}`, 'next-router-prefetch': '1', 'x-middleware-prefetch': '1', 'x-nextjs-data': '1', 'next-router-segment-prefetch': canary }],
    ['what the framework keeps in itself', '', { 'x-prerender-revalidate': canary, 'next-resume': '1', 'x-now-route-matches': `1=${canary}`, 'x-nonce': canary }],
    ['a policy', '', { 'content-security-policy': `script-src 'nonce-${canary}'` }],
    ['cookies of others', '', { cookie: `session=${canary}; __prerender_bypass=${canary}; __next_preview_data=${canary}` }],
    ['a language and a browser', '', { 'accept-language': canary, 'user-agent': canary, accept: `${canary}/*`, referer: `https://${canary}.example/` }],
    ['another method', '', { 'x-http-method-override': 'POST', 'x-method-override': 'DELETE' }],
    ['a range', '', { range: 'bytes=0-1', 'if-range': canary }],
    ['an encoding', '', { 'accept-encoding': `${canary};q=1, br;q=0, gzip;q=0` }],
  ]

  test.each(poisons)('%s changes nothing for the next', async (_, query, headers) => {
    for (const path of ['/', `/posts/${essay}`, '/feed.xml', `/posts/${essay}/latest`]) {
      const clean = await read(first(), path, afresh)
      // Nothing is kept yet, so whoever asks first would be the one who makes the page.
      await database.query(`UPDATE tag SET description = description || '.' WHERE slug = 'film'`)
      await sleep(30)
      await read(first(), path + query, headers)
      const next = await read(first(), path)
      expect(next).toEqual(clean)
      expect(next.body).not.toContain(canary)
      expect((await fetch(first().url + path)).headers.get('link') ?? '').not.toContain(canary)
    }
  })

  const line = (host: string, more = '', start = `GET /posts/${essay} HTTP/1.1`) => `${start}\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`
  const odd: [what: string, request: (host: string) => string][] = [
    ['a whole address', (host) => line(host, '', `GET http://${canary}.example/posts/${essay} HTTP/1.1`)],
    ['a whole address that is ours', (host) => line(host, '', `GET http://${host}/posts/${essay}?${canary} HTTP/1.1`)],
    ['two hosts', (host) => line(host, `Host: ${canary}.example\r\n`)],
    ['another host first', (host) => line(`${canary}.example`, `Host: ${host}\r\n`)],
    ['no host that could be one', () => line(`${canary}/..%2f@[::`)],
    ['a promise', (host) => line(host, 'Expect: 100-continue\r\n')],
    ['a promise that nobody gives', (host) => line(host, `Expect: ${canary}\r\n`)],
    ['another protocol', (host) => line(host, 'Upgrade: websocket\r\n').replace('Connection: close', 'Connection: Upgrade, close')],
    ['another protocol in the clear', (host) => line(host, 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n').replace('Connection: close', 'Connection: Upgrade, HTTP2-Settings, close')],
    ['an old protocol', (host) => line(host, '', `GET /posts/${essay} HTTP/1.0`)],
    ['a body', (host) => `${line(host, 'Content-Length: 12\r\n')}${canary}`],
    ['a body in pieces', (host) => `${line(host, 'Transfer-Encoding: chunked\r\n')}c\r\n${canary}\r\n0\r\n\r\n`],
    ['many parts of it', (host) => line(host, `Range: bytes=${Array.from({ length: 500 }, (_, at) => `${at}-${at}`).join()}\r\nIf-Range: "${canary}"\r\n`)],
    ['many tags', (host) => line(host, `If-None-Match: ${Array.from({ length: 500 }, (_, at) => `"${canary}${at}"`).join()}\r\nIf-Match: "${canary}"\r\nIf-Modified-Since: ${canary}\r\n`)],
    ['cookies in two lines', (host) => line(host, `Cookie: afterword_theme=dark\r\nCookie: afterword_theme=${canary}\r\n`)],
    ['cookies that are none', (host) => line(host, `Cookie: =;;${canary}; =afterword; \xe9=\xff; ${'a'.repeat(4_000)}\r\n`)],
    ['a session that is none', (host) => line(host, `Cookie: afterword-session=${canary}; __Host-afterword-session=${canary}\r\n`)],
    ['a token that is none', (host) => line(host, `Authorization: Bearer ${canary}\r\n`)],
    ['nobody who asks', (host) => line(host, 'User-Agent:\r\nAccept:\r\nAccept-Encoding:\r\n')],
    ['hundreds of lines', (host) => line(host, Array.from({ length: 300 }, (_, at) => `X-${at}: ${canary}\r\n`).join(''))],
    ...['PURGE', 'TRACE', 'PROPFIND', 'PUT', 'DELETE', 'OPTIONS', 'get', 'BAN'].map((method): [string, (host: string) => string] => [`the method ${method}`, (host) => line(host, '', `${method} /posts/${essay} HTTP/1.1`)]),
  ]

  test.each(odd)('who sends %s changes nothing for the next, and is answered', async (_, request) => {
    const clean = await read(first(), `/posts/${essay}`, afresh)
    await database.query(`SELECT pg_notify('afterword_stale', 'emptied:nothing')`)
    await sleep(30)
    const { status, head, body } = await sendRaw(first().port, request(`127.0.0.1:${first().port}`))
    expect(status).toBeLessThan(500)
    expect(`${head} ${body}`).not.toContain(canary)
    for (let turn = 0; turn < 2; turn++) expect(await read(first(), `/posts/${essay}`)).toEqual(clean)
  })

  test('the page of somebody who is signed in is for nobody else, whoever asks first', async () => {
    const cookie = await cookieOf(mo)
    await database.query(`UPDATE tag SET description = description || '.' WHERE slug = 'film'`)
    const [own, anybody, again] = [await read(first(), `/posts/${essay}`, { cookie }), await read(first(), `/posts/${essay}`), await read(first(), `/posts/${essay}`, { cookie })]
    expect(own.body).toContain('__next_f')
    expect(again.body).toContain('__next_f')
    expect(anybody.body).not.toMatch(/__next_f|nonce=|name="idempotencyKey"/)
    expect(await read(first(), `/posts/${essay}`, { authorization: `Bearer ${token}` })).toMatchObject({ status: 200 })
    expect(await read(first(), `/posts/${essay}`)).toEqual(anybody)
    const half = await fetch(`${first().url}/posts/${essay}`, { headers: { rsc: '1' } })
    expect(half.headers.get('content-type')).toContain('text/x-component')
    expect(await read(first(), `/posts/${essay}`)).toEqual(anybody)
  })

  test('a form that is sent and refused is shown to its sender alone', async () => {
    const page = await (await fetch(`${first().url}/posts/${essay}`)).text()
    const sent = await fetch(`${first().url}/posts/${essay}`, { method: 'POST', body: fillForm(page, 'body', { body: `${canary} `.repeat(9_000) }), headers: { origin: first().url } })
    expect([sent.status, (await sent.text()).includes(canary)]).toEqual([422, true])
    expect((await read(first(), `/posts/${essay}`)).body).not.toContain(canary)
  })

  test('no number of addresses fills the memory', async () => {
    const ask = async (from: number) => {
      for (let count = from; count < from + 1_500; count += 50) {
        await Promise.all(Array.from({ length: 50 }, async (_, place) => (await fetch(`${first().url}/posts/${essay}?x=${count + place}&${'y'.repeat(300)}=1`)).arrayBuffer()))
      }
    }
    await ask(0)
    const before = memoryOf(first())
    await ask(100_000)
    expect(memoryOf(first()) - before).toBeLessThan(60)
    for (let count = 0; count < 60; count++) expect((await fetch(`${first().url}/posts/nothing-${count}`)).status).toBe(404)
  }, 120_000)
})

/** In MiB. */
function memoryOf({ port }: Site): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  const pid = children.find((child) => readFileSync(`/proc/${child}/environ`, 'utf8').split('\0').includes(`PORT=${port}`))
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
