import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { carryOut, essayBy, makeCast, publishedReplyBy } from '../cast.ts'
import { sendRaw } from './raw-request.ts'
import { stack, unsafeHeaders } from './safe-headers.ts'
import { cookieOf, fillForm, findAll, startSite, textOf } from './site.ts'
import { whileEssaysFail } from './while-essays-fail.ts'

let site: Awaited<ReturnType<typeof startSite>>
let slug: string
let oldSlug: string
let commentId: string
let cookie: string
let moderator: string
let administrator: string
let script: string
/** Of the site. */
let log = ''

beforeAll(async () => {
  const cast = await makeCast()
  const essay = await essayBy(cast.ada)
  oldSlug = essay.slug
  slug = (await carryOut(changeSlug, cast.ada, { postId: essay.id, slug: `moved-${essay.slug}` })).slug
  commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  cookie = await cookieOf(cast.rae)
  moderator = await cookieOf(cast.mo)
  administrator = await cookieOf(cast.ida)
  site = await startSite({}, (text) => (log += text))
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
  'a form of another build': () => get(`/posts/${slug}`, { method: 'POST', body: formOf({ [`$ACTION_ID_${'0'.repeat(42)}`]: '' }), headers: { origin: site.url } }),
  'a script of another build': () => get(`/posts/${slug}`, { method: 'POST', body: '[]', headers: { origin: site.url, 'next-action': '0'.repeat(42), 'content-type': 'text/plain' } }),
  'a form of somebody signed out': async () => post('/account', fillForm(await (await get('/account', { headers: { cookie } })).text(), 'name', { name: 'Rae' })),
  'a search too often': () => tooOften('/search?q=x'),
  'our own module': async () => get(String(findAll(await (await get('/')).text(), 'script', (each) => String(each.properties?.src ?? '').startsWith('/_own/'))[0]?.properties?.src)),
  'the drawing in the address bar': () => get('/icon.svg'),
}

/** The answer to one search more than the limit. */
async function tooOften(address = '/api/v1/search?q=x'): Promise<Response> {
  await writer().rateLimit.deleteMany({ where: { key: { startsWith: 'search-network' } } })
  await get(address)
  await writer().rateLimit.updateMany({ where: { key: { startsWith: 'search-network' } }, data: { points: 100_000 } })
  return get(address)
}

/** What each of these answers: a class of answers that became another one would be looked at in vain. */
const statuses: Record<string, number> = {
  'what somebody has already': 304, 'a feed': 200, 'a feed that somebody has already': 304, 'a sitemap': 200, 'an old address of an essay': 308, 'an old address of the API': 308, 'a permalink': 307,
  'a method that an address does not give': 405, 'options of an address': 204, 'an address that cannot be read': 400, 'what came too often': 429, 'what has no session': 401, 'a stream': 200, 'a stream for others': 403,
  'a file to take along': 200, 'our own module': 200, 'the drawing in the address bar': 200, 'a body that is too large': 413, 'a method that nobody knows': 405, 'a form from elsewhere': 403, 'a redirect': 307,
  'a form of another build': 409, 'a script of another build': 409, 'a form of somebody signed out': 401, 'a search too often': 429,
}

test.each(Object.entries(statuses))('%s is answered by %i', async (name, status) => {
  const answer = await answers[name]!()
  await answer.body?.cancel()
  expect(answer.status).toBe(status)
})

function formOf(values: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.append(name, value)
  return form
}

function post(path: string, body: BodyInit) {
  return get(path, { method: 'POST', body, headers: { origin: site.url } })
}

/** Pages for readers without a session: see tests/web/documents.test.ts. */
const documents = ['the front page', 'an essay', 'a page that is not there', 'an address that nothing is at', 'a head without a body', 'what somebody has already', 'a search too often', 'a feed', 'a feed that somebody has already', 'a sitemap', 'an old address of an essay']

describe.each(Object.keys(answers))('%s', (name) => {
  test('carries every header that keeps people safe', async () => {
    const answer = await answers[name]!()
    await answer.body?.cancel()
    expect(unsafeHeaders(answer.headers, documents.includes(name))).toEqual([])
  })
})

describe('what is not there, in each part of the site', () => {
  const [uuid, word] = ['00000000-0000-4000-8000-000000000000', 'nothing-of-the-kind']
  const open = [
    `posts/${word}/latest`, `posts/${word}/history`, `posts/${word}/history/${uuid}`, `posts/${word}/comments/feed.xml`, `people/${word}`, `people/${word}/feed.xml`, `tags/${word}`, `tags/${word}/feed.json`,
    `series/${word}`, `works/${word}`, `works/${word}/history`, `works/${word}/conversation`, `works/${word}/essays`, `drafts/${word}`, `protected/${word}`, `c/${uuid}`, `c/${word}`, `media/${word}`,
    `unsubscribe/${word}/${word}`, `guidelines/${word}`, `log/${word}`, `search/${word}`, `theme/${word}`, `api/${word}`, `api/v1/${word}`, `api/v1/posts/${word}/comments`, `api/v1/comments/${uuid}`, `_next/${word}`, `_own/${word}`,
    'proxy.ts', '.env', 'server.ts',
  ]
  const closed = [
    `moderation/${word}`, `moderation/people/${word}`, `moderation/log/${word}`, `moderation/rules/${word}`, `moderation/bulk/${uuid}`, `account/${word}`, `account/comments/${uuid}`, `account/cases/${uuid}`, `notifications/${word}`,
    `sign-in/${word}`, `write/${uuid}`, `write/${uuid}/publish`, `admin/${word}`, `admin/people/${word}`, `works/${word}/propose`,
  ]

  test.each([...open.map((path) => [path, false] as const), ...closed.map((path) => [path, true] as const)])('/%s', async (path, signedIn) => {
    const headers = { accept: 'text/html', ...(signedIn && { cookie: administrator }) }
    const answer = await get(`/${path}`, { headers })
    const said = await answer.text()
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const isDocument = answer.headers.get('content-security-policy')?.includes(`script-src 'self'`)
    expect(path.startsWith('media/') ? [] : unsafeHeaders(answer.headers, isDocument)).toEqual([])
    expect(said).not.toMatch(stack)
  })
})

describe('what fails', () => {
  const canary = 'cerulean-turnstone-of-the-database'
  const failing: [what: string, ask: () => Promise<Response>][] = [
    ['a page for whoever asks', () => get('/?all=tags')],
    ['a page for somebody signed in', () => get(`/posts/${slug}`, { headers: { cookie } })],
    ['an address that nothing is at', () => get('/no/such/place')],
    ['a feed', () => get('/atom.xml')],
    ['a feed of a conversation', () => get(`/posts/${slug}/comments/feed.xml`)],
    ['a list of the API', () => get(`/api/v1/posts/${slug}/comments`)],
    ['something that the API takes', () => get(`/api/v1/posts/${slug}/comments`, { method: 'POST', body: JSON.stringify({ body: 'A thought of mine.' }), headers: { cookie, origin: site.url, 'content-type': 'application/json', 'idempotency-key': 'a-key' } })],
    ['a form', async () => get(`/posts/${slug}`, { method: 'POST', body: form('A thought of mine.'), headers: { cookie, origin: site.url } })],
    ['a permalink', () => get(`/c/${commentId}`, { headers: { cookie } })],
    ['a search', () => get('/search?q=turnstone', { headers: { cookie } })],
    ['a head without a body', () => get(`/posts/${slug}`, { method: 'HEAD', headers: { cookie } })],
  ]
  let form: (body: string) => FormData
  beforeAll(async () => {
    const page = await (await get(`/posts/${slug}`, { headers: { cookie } })).text()
    form = (body) => fillForm(page, 'body', { body })
  })

  test.each([['P0001', 500], ['53300', 503]])('because of what the database says (%s) is answered by %i, safely, and without a word of that', async (code, status) => {
    const answered = await whileEssaysFail({ words: canary, code }, () => Promise.all(failing.map(async ([what, ask]) => {
      const answer = await ask()
      return { what, answer, said: await answer.text() }
    })))
    for (const { what, answer, said } of answered) {
      expect([what, answer.status]).toEqual([what, status])
      expect([what, ...unsafeHeaders(answer.headers, answer.headers.get('content-security-policy')?.includes(`script-src 'self'`))]).toEqual([what])
      expect(answer.headers.get('cache-control'), what).toBe('private, no-store')
      if (status === 503) expect(Number(answer.headers.get('retry-after')), what).toBeGreaterThan(0)
      for (const words of [canary, stack]) expect(said, what).not.toMatch(words)
    }
    expect(log).toContain('"msg":"failure"')
    for (const words of [canary, 'A thought of mine']) expect(log).not.toContain(words)
    expect(answered.find(({ what }) => what === 'a form')?.said).toContain('A thought of mine.')
  })
})

test('a form that a page of this site sends to another of its addresses comes back to whoever wrote it, and one of another site does not', async () => {
  const other = await startSite({ AFTERWORD_ORIGIN: site.url })
  const page = await (await get(`/posts/${slug}`, { headers: { cookie } })).text()
  const send = (origin: string, field = 'body') => fetch(`${other.url}/posts/${slug}`, { method: 'POST', body: fillForm(page, field, { [field]: 'A thought for the other port.' }), headers: { cookie, origin } })
  const [ours, theirs] = [await send(site.url), await send('http://127.0.0.1:1')]
  const [said, unsaid] = [await ours.text(), await theirs.text()]
  expect([ours.status, theirs.status]).toEqual([403, 403])
  for (const answer of [ours, theirs]) expect(unsafeHeaders(answer.headers)).toEqual([])
  expect(said).toContain('Your text is still here')
  expect(textOf(findAll(said, 'textarea')[0]!)).toContain('A thought for the other port.')
  expect(unsaid).not.toContain('A thought')
  expect(await writer().comment.count({ where: { revisions: { some: { source: { contains: 'the other port' } } } } })).toBe(0)
  const again = await fetch(`${other.url}/posts/${slug}`, { method: 'POST', body: fillForm(said, 'body', {}), headers: { cookie, origin: other.url }, redirect: 'manual' })
  expect(again.status).toBeLessThan(400)
})

test.each<[what: string, status: number, bytes: string]>([
  ['an address that is too long', 431, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['a head that is too long', 431, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['what a proxy says between the parts of a body', 413, `POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}\r\n`],
  ['two lengths', 400, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ['two hosts', 400, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
  ['an expectation', 417, 'POST / HTTP/1.1\r\nHost: x\r\nExpect: the-best\r\nContent-Length: 1\r\nConnection: close\r\n\r\n'],
  ['a method of HTTP that none of ours is', 405, 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ['a greeting of HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
])('%s is answered by %i as safely', async (_, status, bytes) => {
  const answer = await sendRaw(site.port, bytes)
  expect(answer.status).toBe(status)
  const headers = new Headers(answer.head.split('\r\n').slice(1).map((line) => line.split(/: (.*)/s, 2) as [string, string]))
  expect(unsafeHeaders(headers).filter((wrong) => !wrong.startsWith('no default-src'))).toEqual([])
  expect(headers.get('content-security-policy')).toContain(`default-src 'none'`)
  expect(answer.body).not.toMatch(stack)
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
