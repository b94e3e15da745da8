import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { carryOut, essayBy, makeCast, publishedReplyBy } from '../cast.ts'
import { cookieOf, fillForm, findAll, startSite } from './site.ts'
import { sendRaw } from './raw-request.ts'

let site: Awaited<ReturnType<typeof startSite>>
let slug: string
let oldSlug: string
let commentId: string
let cookie: string
let moderator: string
let script: string

beforeAll(async () => {
  const cast = await makeCast()
  const essay = await essayBy(cast.ada)
  oldSlug = essay.slug
  slug = (await carryOut(changeSlug, cast.ada, { postId: essay.id, slug: `moved-${essay.slug}` })).slug
  commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  cookie = await cookieOf(cast.rae)
  moderator = await cookieOf(cast.mo)
  site = await startSite()
  const page = await (await fetch(`${site.url}/posts/${slug}`, { headers: { cookie } })).text()
  script = String(findAll(page, 'script', (each) => String(each.properties?.src ?? '').startsWith('/_next/static/'))[0]?.properties?.src)
}, 300_000)

const get = (path: string, init: RequestInit = {}) => fetch(site.url + path, { redirect: 'manual', ...init })

/** One answer of every class. */
const answers: Record<string, () => Promise<Response>> = {
  'the front page': () => get('/'),
  'an essay': () => get(`/posts/${slug}`),
  'an essay for somebody signed in': () => get(`/posts/${slug}`, { headers: { cookie } }),
  'a page that is not there': () => get('/posts/nothing-of-the-kind'),
  'an address that nothing is at': () => get('/no/such/place'),
  'a page for others': () => get('/moderation', { headers: { cookie } }),
  'a redirect': () => get('/account'),
  'a file of the build': () => get(script),
  'a file that is not there': () => get('/_next/static/none.js'),
  'a list of the API': () => get(`/api/v1/posts/${slug}/comments`),
  'an error of the API': () => get('/api/v1/moderation/queue'),
  'the description of the API': () => get('/api/v1/openapi.json'),
  'health': () => get('/healthz'),
  'readiness': () => get('/readyz'),
  'a refused form': async () => post('/sign-in', fillForm(await (await get('/sign-in')).text(), 'password', { who: 'nobody', password: 'wrong' })),
  'a form from elsewhere': () => get('/sign-in', { method: 'POST', body: new FormData(), headers: { origin: 'https://elsewhere.example' } }),
  'a body that is too large': () => post('/sign-in', 'x'.repeat(300_000)),
  'a method that nobody knows': () => get('/', { method: 'PROPFIND' }),
  'half a page for the framework': () => get(`/posts/${slug}?_rsc=1`, { headers: { rsc: '1' } }),
  'a head without a body': () => get(`/posts/${slug}`, { method: 'HEAD' }),
  'what somebody has already': async () => get('/', { headers: { 'if-none-match': (await get('/')).headers.get('etag') ?? '' } }),
  'a feed': () => get('/feed.xml'),
  'a feed that somebody has already': async () => get('/feed.xml', { headers: { 'if-none-match': (await get('/feed.xml')).headers.get('etag') ?? '' } }),
  'a sitemap': () => get('/sitemap.xml'),
  'an old address of an essay': () => get(`/posts/${oldSlug}`),
  'an old address of the API': () => get(`/api/v1/posts/${oldSlug}/comments`),
  'a permalink': () => get(`/c/${commentId}`),
  'a method that an address does not give': () => get('/api/v1/search', { method: 'DELETE', headers: { origin: site.url } }),
  'options of an address': () => get('/api/v1/search', { method: 'OPTIONS' }),
  'an address that cannot be read': () => get('/%'),
  'what came too often': tooOften,
  'what has no session': () => get('/api/v1/moderation/queue', { headers: { cookie: 'afterword-session=none' } }),
  'a stream': () => get('/moderation/live', { headers: { cookie: moderator } }),
  'a stream for others': () => get('/moderation/live', { headers: { cookie } }),
  'a file to take along': () => get('/account/data', { headers: { cookie } }),
  'a part of a file of the build': () => get(script, { headers: { range: 'bytes=0-9' } }),
  'our own module': async () => get(String(findAll(await (await get('/')).text(), 'script', (each) => String(each.properties?.src ?? '').startsWith('/_own/'))[0]?.properties?.src)),
  'the drawing in the address bar': () => get('/icon.svg'),
}

/** The answer to one search more than the limit. */
async function tooOften(): Promise<Response> {
  await writer().rateLimit.deleteMany({ where: { key: { startsWith: 'search-network' } } })
  await get('/api/v1/search?q=x')
  await writer().rateLimit.updateMany({ where: { key: { startsWith: 'search-network' } }, data: { points: 100_000 } })
  return get('/api/v1/search?q=x')
}

/** What each of these answers: a class of answers that became another one would be looked at in vain. */
const statuses: Record<string, number> = {
  'what somebody has already': 304, 'a feed': 200, 'a feed that somebody has already': 304, 'a sitemap': 200, 'an old address of an essay': 308, 'an old address of the API': 308, 'a permalink': 307,
  'a method that an address does not give': 405, 'options of an address': 204, 'an address that cannot be read': 400, 'what came too often': 429, 'what has no session': 401, 'a stream': 200, 'a stream for others': 403,
  'a file to take along': 200, 'our own module': 200, 'the drawing in the address bar': 200, 'a body that is too large': 413, 'a method that nobody knows': 405, 'a form from elsewhere': 403, 'a redirect': 307,
}

test.each(Object.entries(statuses))('%s is answered by %i', async (name, status) => {
  const answer = await answers[name]!()
  await answer.body?.cancel()
  expect(answer.status).toBe(status)
})

function post(path: string, body: BodyInit) {
  return get(path, { method: 'POST', body, headers: { origin: site.url } })
}

/** Pages for readers without a session: see tests/web/documents.test.ts. */
const documents = ['the front page', 'an essay', 'a page that is not there', 'an address that nothing is at', 'a head without a body', 'what somebody has already', 'a feed', 'a feed that somebody has already', 'a sitemap', 'an old address of an essay']

describe.each(Object.keys(answers))('%s', (name) => {
  test('carries every header that keeps people safe', async () => {
    const answer = await answers[name]!()
    const { headers } = answer
    await answer.body?.cancel()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'; script-src ${documents.includes(name) ? `'self'; ` : `'nonce-`}`)
    expect(policy).toContain(`base-uri 'none'; object-src 'none'; frame-ancestors 'none'`)
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{12}$/)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(['x-powered-by', 'server', 'access-control-allow-origin'].filter((each) => headers.has(each))).toEqual([])
  })
})

test('not even an answer to what is not HTTP goes out without them', async () => {
  const { status, head } = await sendRaw(site.port, 'THIS IS NOT\r\n\r\n')
  expect(status).toBe(400)
  expect(head).toContain("Content-Security-Policy: default-src 'none'")
  expect(head).toContain('nosniff')
})

test('every script and style that the framework runs carries the nonce of its policy, and no two answers share one', async () => {
  const [first, second] = await Promise.all([get(`/posts/${slug}`, { headers: { cookie } }), get(`/posts/${slug}`, { headers: { cookie } })])
  const nonce = /'nonce-([^']+)'/.exec(first.headers.get('content-security-policy') ?? '')?.[1]
  const page = await first.text()
  const marked = [...findAll(page, 'script'), ...findAll(page, 'style')].filter((each) => each.properties?.type !== 'application/ld+json')
  expect(marked.length).toBeGreaterThan(3)
  expect([...new Set(marked.map((each) => each.properties?.nonce))]).toEqual([nonce])
  expect(second.headers.get('content-security-policy')).not.toContain(nonce)
})

test('no other site is told of an address that opens a page by itself', async () => {
  for (const path of ['/drafts/guess', '/protected/guess']) expect([path, (await get(path)).headers.get('referrer-policy')]).toEqual([path, 'same-origin'])
})

test('no element of a page has a style of its own, which the policy would not allow', async () => {
  for (const path of ['/', `/posts/${slug}`, '/sign-in', '/no/such/place']) {
    expect(await (await get(path)).text()).not.toMatch(/<[^>]+\sstyle="/)
  }
})

describe('who may keep an answer', () => {
  const kept = async (name: string) => (await answers[name]!()).headers.get('cache-control')

  test('everybody keeps what everybody sees, and asks again', async () => {
    expect(await kept('the front page')).toBe('public, no-cache')
    expect(await kept('an essay')).toBe('public, no-cache')
    expect((await answers['an essay']!()).headers.get('vary')).toContain('Cookie')
  })

  test.each(['an essay for somebody signed in', 'a page for others', 'a refused form', 'half a page for the framework', 'an error of the API', 'readiness'])(
    'nobody keeps %s',
    async (name) => expect(await kept(name)).toBe('private, no-store'),
  )

  test('nobody keeps a page behind a secret link', async () => {
    for (const path of ['/sign-in/link?token=guess', '/account/verify?token=guess']) {
      expect((await get(path)).headers.get('cache-control')).toBe('private, no-store')
    }
  })

  test('who looks for the icon by its old name is led to it, and keeps that for a day', async () => {
    for (const headers of [undefined, { cookie }]) {
      const answer = await get('/favicon.ico', headers && { headers })
      expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual([308, '/icon.svg', 'public, max-age=86400', null])
    }
    const icon = await get('/icon.svg')
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  })

  test('files of the build never change', async () => {
    expect(await kept('a file of the build')).toBe('public, max-age=31536000, immutable')
    expect(await kept('a file that is not there')).toBe('private, no-store')
  })
})

describe('pages that say no are there without JavaScript', () => {
  test.each([
    ['a page that is not there', 404, 'There is nothing here'],
    ['an address that nothing is at', 404, 'There is nothing here'],
    ['a page for others', 403, 'This page is not for this account'],
  ])('%s', async (name, status, words) => {
    const answer = await answers[name]!()
    const [heading] = findAll(await answer.text(), 'h1')
    expect([answer.status, heading?.children?.[0]?.value]).toEqual([status, words])
  })

  test('a page that is not there is compressed like any other', async () => {
    const answer = await get('/posts/nothing-of-the-kind', { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(await answer.text()).toContain('There is nothing here')
  })
})

test('a site behind https says so to browsers, whatever it answers', async () => {
  const secure = await startSite({ AFTERWORD_ORIGIN: 'https://afterword.example' })
  const asked: [string, RequestInit?][] = [['/'], [`/posts/${slug}`], ['/no/such/place'], ['/feed.xml'], ['/api/v1/moderation/queue'], [script], ['/healthz'], ['/account'], ['/%'], ['/', { method: 'PROPFIND' }], ['/sign-in', { method: 'POST', body: 'x', headers: { origin: 'https://elsewhere.example' } }]]
  for (const [path, init] of asked) {
    const { headers } = await fetch(secure.url + path, { redirect: 'manual', ...init })
    expect([path, headers.get('strict-transport-security')]).toEqual([path, 'max-age=31536000'])
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
  }
})
