import { once } from 'node:events'
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { essayBy, makeCast, publishedReplyBy } from '../cast.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, fillForm, findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let slug: string
let cookie: string
let pages: Record<string, string>

beforeAll(async () => {
  const { ada, mo, rae } = await makeCast()
  slug = (await essayBy(ada)).slug
  const first = await publishedReplyBy(rae, mo, slug)
  await publishedReplyBy(ada, mo, slug, first)
  cookie = await cookieOf(rae)
  pages = {
    'the front page': '/',
    'an essay': `/posts/${slug}`,
    'a form under a comment': `/posts/${slug}?reply=${first}`,
    'a conversation by time': `/posts/${slug}?order=newest`,
    'a branch': `/posts/${slug}?branch=${first}`,
    'an author': `/people/${ada.handle}`,
    'a search': '/search?q=essay',
    'the guidelines': '/guidelines',
    'a page that is not there': '/no/such/page',
  }
  site = await startSite()
}, 300_000)

const get = (path: string, init: RequestInit = {}) => fetch(site.url + path, { redirect: 'manual', ...init })

const names = ['the front page', 'an essay', 'a form under a comment', 'a conversation by time', 'a branch', 'an author', 'a search', 'the guidelines', 'a page that is not there']

describe.each(names)('%s', (name) => {
  test('is a document for who has no session: one module, no script in it, nothing of the framework', async () => {
    const answer = await get(pages[name] ?? '', { headers: { cookie: 'afterword_theme=dark' } })
    const html = await answer.text()
    expect(answer.status).toBe(name === 'a page that is not there' ? 404 : 200)
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'self'; /)
    const scripts = findAll(html, 'script').filter(({ properties }) => properties?.type !== 'application/ld+json')
    expect(scripts.map(({ properties, children }) => [properties?.type, String(properties?.src), children?.length])).toEqual([
      ['module', expect.stringMatching(/^\/_own\/reading\.[\w-]{12}\.js$/), 0],
    ])
    expect(html).not.toMatch(/nonce=|\/_next\/[^"]*\.js|__next|<!--/)
    expect(html).not.toMatch(/\son\w+="/)
    expect(findAll(html, 'main')).toHaveLength(1)
    expect(findAll(html, 'title').map(textOf).join()).not.toBe('')
    expect(answer.headers.get('link')).toMatch(/as="font"/)
    expect(answer.headers.get('link')).not.toMatch(/nonce|script|preconnect/)
    // A tag is for what may be kept, and what is kept for everybody may be kept by whoever chose a colour.
    expect(answer.headers.has('etag')).toBe(answer.headers.get('cache-control') === 'private, no-cache')
  })

  test('says in its head alone what it says with its text', async () => {
    const [whole, head] = await Promise.all([get(pages[name] ?? ''), get(pages[name] ?? '', { method: 'HEAD' })])
    expect(await head.text()).toBe('')
    for (const header of ['content-type', 'content-security-policy', 'cache-control', 'speculation-rules']) expect([head.status, head.headers.get(header)]).toEqual([whole.status, whole.headers.get(header)])
  })
})

test('who is signed in gets the application, with its nonce', async () => {
  const answer = await get(`/posts/${slug}`, { headers: { cookie } })
  expect(answer.headers.get('content-security-policy')).toContain(`script-src 'nonce-`)
  expect(await answer.text()).toContain('__next_f')
  expect(await (await get('/sign-in')).text()).toContain('__next_f')
})

test('the framework still gets its own half of a page', async () => {
  const answer = await get(`/posts/${slug}`, { headers: { rsc: '1' }, redirect: 'follow' })
  expect(answer.headers.get('content-type')).toContain('text/x-component')
  expect(answer.headers.get('vary')).toMatch(/rsc/i)
})

test('two answers to two readers are the same, but for the moment up to which they show everything', async () => {
  const read = async () => (await (await get(`/posts/${slug}`)).text()).replace(/ data-shown-until="[^"]*"/, '')
  expect(await read()).toBe(await read())
})

test('a document is packed as its reader can unpack it, and says so', async () => {
  const packed = async (accepted: string) => {
    const { head, body } = await sendRaw(site.port, `GET /guidelines HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nAccept-Encoding: ${accepted}\r\nConnection: close\r\n\r\n`)
    expect(head).toMatch(/^vary:.*accept-encoding.*cookie/im)
    expect(Number(/^content-length: (\d+)/im.exec(head)?.[1])).toBe(body.length)
    return { coding: /^content-encoding: (\w+)/im.exec(head)?.[1], body: Buffer.from(body, 'latin1') }
  }
  const [plain, br, gzip] = await Promise.all([packed('identity'), packed('gzip, br'), packed('gzip')])
  expect([plain.coding, br.coding, gzip.coding]).toEqual([undefined, 'br', 'gzip'])
  expect(brotliDecompressSync(br.body)).toEqual(plain.body)
  expect(gunzipSync(gzip.body)).toEqual(plain.body)
})

test('what documents name is there, small, and for ever', async () => {
  const page = await get('/')
  const module = String(findAll(await page.text(), 'script', ({ properties }) => properties?.type === 'module')[0]?.properties?.src)
  const rules = (page.headers.get('speculation-rules') ?? '').replaceAll('"', '')
  for (const [address, type] of [[module, 'text/javascript; charset=utf-8'], [rules, 'application/speculationrules+json']] as const) {
    const answer = await get(address)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, type, 'public, max-age=31536000, immutable'])
    expect((await get(address, { method: 'HEAD' })).headers.get('content-type')).toBe(type)
  }
  expect(Number((await get(module, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } })).headers.get('content-length'))).toBeLessThan(10_000)
  expect((await get('/_own/reading.aaaaaaaaaaaa.js')).status).toBe(404)
})

test('what is no page goes out as it was made', async () => {
  const feed = await get('/feed.xml')
  expect([feed.status, feed.headers.get('content-type')]).toEqual([200, 'application/rss+xml; charset=utf-8'])
  expect(await feed.text()).toContain('<rss')
  const latest = await get(`/posts/${slug}/latest`)
  const again = await get(`/posts/${slug}/latest`, { headers: { 'if-none-match': latest.headers.get('etag') ?? '' } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const redirect = await get('/theme')
  expect([redirect.status, redirect.headers.get('location')]).toEqual([303, '/#colours'])
})

test('a reply that is refused comes back as a document with what was written, and can be sent from there', async () => {
  const page = await (await get(`/posts/${slug}`)).text()
  const long = 'A word of mine. '.repeat(5_000)
  const answer = await get(`/posts/${slug}`, { method: 'POST', body: fillForm(page, 'body', { body: long }), headers: { origin: site.url } })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(answer.headers.get('content-security-policy')).toContain(`script-src 'self'`)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(html).not.toContain('__next_f')
  expect(findAll(html, 'textarea').map(textOf)).toContain(long)
  const sent = await get(`/posts/${slug}`, { method: 'POST', body: fillForm(html, 'body', { body: 'Shorter.' }), headers: { origin: site.url } })
  expect(sent.status).toBe(303)
  expect(sent.headers.get('location')).toContain('/sign-in')
})

test('a reader who hangs up in the middle of it leaves nothing behind', async () => {
  for (let turn = 0; turn < 20; turn++) {
    const socket = connect(site.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`GET /posts/${slug} HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\n\r\n`)
    await new Promise((resolve) => setTimeout(resolve, turn * 2))
    socket.destroy()
  }
  expect((await get(`/posts/${slug}`)).status).toBe(200)
  expect((await get('/readyz')).status).toBe(200)
})
