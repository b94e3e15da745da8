import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptedCoding } from '#lib/http/documents/pack-body.ts'
import { pageAddressOf, pages } from '#lib/http/pages/page-address.ts'
import type { PageAddress } from '#lib/http/pages/page-address.ts'
import { PageStore } from '#lib/http/pages/page-store.ts'
import { makingOf } from './making-of.ts'

// What strangers can send, tens of thousands of times: it makes no more keys than the site has things, and none that says who asks.

const oddText = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('%00', '%2F', '%ff', '..', '.', '', 'page', 'p%61ge', '\u0000', 'e\u0301', '%e9', '[]', '%5B%5D'))

/** Things that are there, in many spellings. */
const thing = fc.constantFrom('rain', 'r%61in', '%72ain', 'caf%C3%A9', 'cafe%CC%81', 'caf\u00e9')
const present = new Set(['rain', 'caf%C3%A9'])

const path = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...pages.map(({ path: shape }) => shape)), thing).map(([shape, name]) => shape.replace('*', name)) },
  { weight: 1, arbitrary: fc.array(oddText, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`) },
  { weight: 1, arbitrary: fc.constantFrom('//', '/./posts/rain', '/posts/../posts/rain', '/posts//rain', 'http://elsewhere.example/', '*', '', '/posts/rain/', '/%70osts/rain') },
)
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom('page', 'order', 'part', 'after', 'all', '_rsc', 'utm_source', 'nxtPslug'), oddText), fc.oneof(fc.constantFrom('1', '2', 'newest', 'oldest', '-1', '007'), oddText)), { maxLength: 3 })
  .map((pairs) => (pairs.length > 0 ? `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}` : ''))
const othersCookie = fc.constantFrom('theme=dark', '_ga=1', ';;', '=', 'a'.repeat(5_000), 'session=x', '\u00e9=1', '')
const ourCookie = fc.constantFrom('afterword-session=x', '__Host-afterword-session=x', '__Secure-afterword-carried=x', 'afterword-pass=y')
const colours = fc.constantFrom('afterword_theme=dark', 'afterword_theme=light', 'afterword_theme=', 'afterword_theme=\u0000')
const cookies = (...of: fc.Arbitrary<string>[]) => fc.array(fc.oneof(...of), { maxLength: 3 }).map((each) => each.join('; '))
type Headers = Record<string, string | undefined>
const headers: fc.Arbitrary<Headers> = fc.oneof(
  { weight: 4, arbitrary: cookies(othersCookie, colours).map((cookie): Headers => (cookie ? { cookie } : {})) },
  { weight: 1, arbitrary: cookies(othersCookie, colours, ourCookie, oddText).map((cookie): Headers => ({ cookie })) },
  { weight: 1, arbitrary: fc.record({ authorization: oddText, rsc: fc.constant('1'), 'next-action': oddText }, { requiredKeys: [] }).map((each): Headers => each) },
)
const request = fc.record({
  method: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('GET', 'HEAD') }, { weight: 1, arbitrary: fc.constantFrom('POST', 'OPTIONS', 'PURGE', 'get') }),
  url: fc.tuple(path, query).map((parts) => parts.join('')),
  headers,
})

/** What the site answers with 200: what it has, and three pages of a conversation. */
function isThere({ url }: PageAddress): boolean {
  const [, , name = ''] = url.split('?', 1)[0]?.split('/') ?? []
  const number = Number(/(?:page|part)=(\d+)/.exec(url)?.[1] ?? 1)
  return number <= 3 && (name === '' || present.has(name) || /\.(xml|json)$/.test(url))
}

test('whatever is asked for, and however often, there are only as many pages as things', async () => {
  const store = new PageStore(64 * 1024 * 1024)
  const asked = fc.sample(request, 30_000)
  let addressed = 0
  for (const each of asked) {
    const address = pageAddressOf(each)
    if (!address) continue
    addressed++
    await store.make(address, () => makingOf(Promise.resolve({ status: isThere(address) ? 200 : 404, headers: {}, etag: 'W/"x"', body: { plain: Buffer.alloc(10) }, heads: new Map() }))).made
  }
  expect(addressed).toBeGreaterThan(3_000)
  expect(store.size).toBeGreaterThan(60)
  // Three colours of: an essay's numbers and orders, and every other shape for each thing.
  expect(store.size).toBeLessThan(3 * (present.size * (12 + pages.length) + 12))
}, 60_000)

test('who says who they are, or asks for anything but a page, is never asked for as everybody', () => {
  fc.assert(fc.property(request, (each) => {
    const address = pageAddressOf(each)
    const own = (each.headers.cookie ?? '').split(';').map((one) => one.trim()).filter((one) => /^[^=]*afterword/.test(one))
    const isPersonal = own.some((one) => !one.startsWith('afterword_theme=')) || own.length > 1 || ['authorization', 'rsc', 'next-action'].some((name) => each.headers[name] !== undefined)
    if (isPersonal || !['GET', 'HEAD'].includes(each.method)) expect(address).toBeNull()
    // The one form of an address is its own: asked for in it, it is the same.
    if (address) expect(pageAddressOf({ method: 'GET', url: address.url, headers: { cookie: `afterword_theme=${address.theme}` } })).toEqual(address)
  }), { numRuns: 5_000 })
}, 60_000)

test.each([
  [undefined, null], ['', null], ['identity', null], ['br', 'br'], ['gzip', 'gzip'], ['gzip, br', 'br'], ['gzip;q=1.0, br;q=0', 'gzip'], ['br;q=0, gzip;q=0', null], ['*', 'br'], ['*;q=0', null],
  ['br;q=0, *', 'gzip'], ['identity;q=0', null], ['identity;q=0, *;q=0.5', 'br'], ['GZIP', 'gzip'], ['gzip;q=0.001', 'gzip'], ['gzip;q=nonsense', null], ['brotli, x-gzip', null], [',,;;=', null], ['gzip ; q=0', null],
])('who accepts %j is sent %j', (accepted, coding) => {
  expect(acceptedCoding(accepted)).toBe(coding)
})
