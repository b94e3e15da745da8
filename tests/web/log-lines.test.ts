import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { essayBy, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { hearSite } from '../leaks/hear-site.ts'
import type { HeardSite } from '../leaks/hear-site.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, fillForm, tokenOf } from './site.ts'
import { whileEssaysFail } from './while-essays-fail.ts'

type Line = { level: string; msg: string; request: string; method: string | null; path: string | null; status: number; bytes: number; ms: number; viewer: string; aborted?: true; where?: string; stack?: string[] }

let site: HeardSite
let origin: string
let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

/** What nobody may find in a log, under the name by which it is missed. */
const canaries: Record<string, string> = {
  text: 'vermilion-kestrel-under-glass', held: 'ochre-heron-in-the-queue', mail: 'quiet.plover@canary.example', address: '203.0.113.77', address6: '2001:db8:77::beef',
  password: 'teal-bittern-password-7431', wrongPassword: 'teal-bittern-guess-9920', query: 'umber-curlew-question', path: 'sienna-dunlin-in-a-path', cookie: 'indigo-avocet-cookie',
  header: 'mauve-godwit-header', idea: 'saffron-whimbrel-id', column: 'azure-sanderling-column', method: 'PURGELAPWING',
}

const lines = (): Line[] => site.said().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line)
const requests = (id: string) => lines().filter((line) => line.msg === 'request' && line.request === id)

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
  await writer().person.updateMany({ where: { id: cast.rae.id }, data: { email: canaries.mail ?? '', emailVerifiedAt: new Date(), passwordHash: await hashPassword(canaries.password ?? '') } })
  await publishedReplyBy(cast.rae, cast.mo, post.slug, '', canaries.text)
  await replyBy(cast.nia, post.slug, '', canaries.held)
  site = await hearSite()
  origin = site.url
}, 300_000)

async function ask(address: string, init: RequestInit = {}) {
  const answer = await fetch(origin + address, { redirect: 'manual', ...init, headers: { 'x-forwarded-for': canaries.address ?? '', 'user-agent': canaries.header ?? '', referer: `${origin}/?${canaries.query}`, ...init.headers } })
  const html = await answer.text()
  return { id: answer.headers.get('x-request-id') ?? '', status: answer.status, html }
}

async function send(address: string, field: string, values: Record<string, string>, headers: Record<string, string> = {}) {
  const { html } = await ask(address, { headers })
  return ask(address, { method: 'POST', headers: { ...headers, origin }, body: fillForm(html, field, values) })
}

/** The last line of a request may be on its way. */
async function settle(ids: string[]) {
  for (let waited = 0; waited < 3_000 && ids.some((id) => requests(id).length === 0); waited += 50) await sleep(50)
}

test('every request leaves one line with the number of its answer, and none holds what somebody wrote, who they are, or what opens a door', async () => {
  const secret = makeSecret()
  await writer().session.create({ data: { id: digestOf(secret), personId: cast.rae.id, expiresAt: new Date(Date.now() + 3_600_000) }, select: { id: true } })
  const cookie = `afterword-session=${secret}; other=${canaries.cookie}`
  const [token, unsubscribe, link] = [await tokenOf(cast.mo), signUnsubscription({ personId: cast.rae.id, scope: { postId: post.id } }), makeSecret()]
  await writer().mailLink.create({ data: { id: digestOf(link), purpose: 'sign_in', email: canaries.mail ?? '', personId: cast.rae.id, expiresAt: new Date(Date.now() + 3_600_000) }, select: { id: true } })
  const comments = `/api/v1/posts/${post.slug}/comments`
  const page = `/posts/${post.slug}`
  const sent = [
    await ask(page), await ask(page), await ask(page, { headers: { cookie } }), await ask(`${page}?unknown=${canaries.query}`), await ask(`/search?q=${canaries.query}`),
    await ask(`/${canaries.path}/${canaries.mail}`), await ask(`/posts/${canaries.path}`), await ask(`/people/${canaries.mail}`), await ask(`/drafts/${canaries.path}`),
    await ask(`/unsubscribe/${unsubscribe}`), await ask(`/unsubscribe/${unsubscribe}/now`, { method: 'POST' }), await ask(`/sign-in/link?token=${link}`), await send(`/sign-in/link?token=${link}`, 'token', {}),
    await send('/sign-in', 'password', { who: canaries.mail ?? '', password: canaries.wrongPassword ?? '' }), await send('/sign-in', 'password', { who: canaries.mail ?? '', password: canaries.password ?? '' }),
    await send('/sign-up', 'handle', { name: canaries.text ?? '', handle: 'admin', email: canaries.mail ?? '', password: canaries.password ?? '' }),
    await send(page, 'body', { body: `${canaries.text} again` }, { cookie }), await send(page, 'body', { body: canaries.text?.repeat(900) ?? '' }, { cookie }),
    await ask(comments, { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': canaries.address6 ?? '' } }), await ask(comments, { headers: { authorization: `Bearer ${canaries.path}` } }),
    await ask(comments, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': canaries.idea ?? '' }, body: JSON.stringify({ body: canaries.held }) }),
    await ask(comments, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: `{${canaries.text}` }),
    await ask(page, { method: 'POST', headers: { origin: `https://${canaries.path}.example` }, body: canaries.text }), await ask(page, { method: 'DELETE' }),
    await ask(page, { method: 'POST', headers: { origin, 'next-action': canaries.path ?? '' }, body: canaries.text }), await ask('/admin', { headers: { cookie } }), await ask('/moderation', { headers: { authorization: canaries.cookie ?? '' } }),
    await ask(page, { headers: { 'x-request-id': canaries.idea ?? '' } }), await ask('/healthz'), await ask('/readyz'), await ask('/feed.xml'), await ask(`/_next/static/${canaries.path}.js`), await ask(`/media/${canaries.path}.webp`),
  ]
  expect(sent.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 303, 401, 403, 404, 405, 422]))
  const ids = sent.map(({ id }) => id)
  expect(new Set(ids).size).toBe(sent.length)
  await settle(ids)
  expect(ids.filter((id) => requests(id).length !== 1)).toEqual([])
  const all = { ...canaries, secret, token, unsubscribe, link, digest: digestOf(secret), slug: post.slug, person: cast.rae.id, handle: cast.rae.handle }
  expect(found(all)).toEqual([])
}, 120_000)

/** What is in the log as it is, or in one of the forms in which programs write things down. */
function found(wanted: Record<string, string>): string[] {
  const forms = (text: string) => [text, encodeURIComponent(text), Buffer.from(text).toString('base64').replace(/=+$/, ''), Buffer.from(text).toString('base64url'), Buffer.from(text).toString('hex'), text.toUpperCase()]
  return Object.entries(wanted).filter(([, text]) => forms(text).some((form) => site.said().includes(form) || site.said().toLowerCase().includes(form.toLowerCase()))).map(([name]) => name)
}

test('a line says what was asked for as its route, by whom as a role, and what it cost', async () => {
  const [anonymous, signedIn, byToken, secretPath, kept] = [
    await ask(`/search?q=${randomUUID()}`), await ask(`/posts/${post.slug}`, { headers: { cookie: await cookieOf(cast.mo) } }), await ask('/api/v1/moderation/queue', { headers: { authorization: `Bearer ${await tokenOf(cast.noor)}` } }),
    await ask('/drafts/not-a-secret-of-anybody'), await ask('/'),
  ]
  const again = await ask('/')
  await settle([anonymous.id, signedIn.id, byToken.id, secretPath.id, again.id])
  expect(requests(anonymous.id)).toMatchObject([{ level: 'info', method: 'GET', path: '/search', status: 200, viewer: 'anonymous' }])
  expect(requests(signedIn.id)).toMatchObject([{ level: 'info', path: '/posts/[slug]', viewer: 'moderator', bytes: expect.any(Number), ms: expect.any(Number) }])
  expect(requests(signedIn.id)[0]?.bytes).toBeGreaterThan(1_000)
  expect(requests(byToken.id)).toMatchObject([{ path: '/api/v1/moderation/queue', viewer: 'moderator' }])
  expect(requests(secretPath.id)).toMatchObject([{ path: '/drafts/[token]', status: 404 }])
  expect([requests(kept.id)[0]?.level, requests(again.id)[0]?.level]).toEqual([expect.any(String), 'debug'])
})

test('a proxy names the request in its own log and in ours', async () => {
  const id = randomUUID().replaceAll('-', '')
  expect((await ask('/search?q=a', { headers: { 'x-request-id': id } })).id).toBe(id)
  await settle([id])
  expect(requests(id)).toHaveLength(1)
})

test('what fails is told by the number that the page shows, without a word of the database', async () => {
  const column = canaries.column ?? ''
  const [page, cookie] = [`/posts/${post.slug}`, await cookieOf(cast.rae)]
  const { html: before } = await ask(page, { headers: { cookie } })
  const asked = await whileEssaysFail({ words: column }, () => Promise.all([
    ask(page, { headers: { cookie: 'afterword-carried=nothing' } }), ask(`/api/v1/posts/${post.slug}/comments`), ask('/atom.xml'),
    ask(page, { method: 'POST', headers: { cookie, origin }, body: fillForm(before, 'body', { body: `${canaries.text} of mine` }) }),
  ]))
  await settle(asked.map(({ id }) => id))
  for (const { id, status, html } of asked) {
    expect([status, html.includes(id)]).toEqual([500, true])
    expect(lines().filter((line) => line.msg === 'failure' && line.request === id).length).toBeGreaterThan(0)
  }
  expect(found({ column, text: canaries.text ?? '' })).toEqual([])
})

test('what is no HTTP has a number as well, and somebody who hangs up is told of as such', async () => {
  const broken = await sendRaw(site.port, `${canaries.method} ${canaries.path}\r\n${canaries.header}\r\n\r\n`)
  const id = /x-request-id: (\S+)/i.exec(broken.head)?.[1] ?? ''
  expect([broken.status, broken.body.includes(id)]).toEqual([400, true])
  const leaving = new AbortController()
  const gone = fetch(`${origin}/moderation/live`, { headers: { cookie: await cookieOf(cast.mo) }, signal: leaving.signal })
  await gone
  leaving.abort()
  await settle([id])
  expect(requests(id)).toMatchObject([{ method: null, path: null, status: 400 }])
  for (let waited = 0; waited < 3_000 && !lines().some((line) => line.aborted); waited += 50) await sleep(50)
  expect(lines().filter((line) => line.aborted)).toMatchObject([{ path: '/moderation/live', viewer: 'moderator' }])
  expect(found(canaries)).toEqual([])
})

test('the security log names the request by the number of its answer, and shows itself to administrators alone, without a script', async () => {
  const [ida, rae, mo] = [await cookieOf(cast.ida), await cookieOf(cast.rae), await cookieOf(cast.mo)]
  const entered = await send('/sign-in', 'password', { who: cast.rae.handle, password: canaries.password ?? '' })
  const refused = await ask('/admin/security', { headers: { cookie: mo } })
  // Once in an hour for each address, whatever kind of answer it gives.
  const turnedAway = ['/moderation/log', '/moderation/log.csv', '/moderation/live', '/moderation/log.csv']
  for (const address of turnedAway) expect((await ask(address, { headers: { cookie: rae } })).status).toBe(403)
  const page = await ask('/admin/security', { headers: { cookie: ida } })
  expect([entered.status, refused.status, page.status]).toEqual([303, 403, 200])
  const shows = ({ html }: { html: string }, words: string) => html.replaceAll('<!-- -->', '').includes(words)
  const wanted = ['Signed in by password', 'Refused: /admin/security', ...turnedAway.map((address) => `Refused: ${address}`), '203.0.113.0/24', `request ${entered.id}`, `request ${refused.id}`]
  expect(wanted.filter((words) => !shows(page, words))).toEqual([])
  expect(shows(page, canaries.address ?? '')).toBe(false)
  expect(page.html.replaceAll('<!-- -->', '').split('Refused: /moderation/log.csv')).toHaveLength(2)
  const [hers, refusals] = [await ask(`/admin/security?person=${cast.rae.handle}`, { headers: { cookie: ida } }), await ask('/admin/security?kind=refused', { headers: { cookie: ida } })]
  expect([hers, refusals].map((each) => [entered.id, refused.id].map((id) => shows(each, `request ${id}`)))).toEqual([[true, false], [false, true]])
  expect(shows(await ask('/account', { headers: { cookie: rae } }), 'Signed in by password')).toBe(true)
})
