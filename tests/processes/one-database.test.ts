import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { decideNow, essayBy, itemAbout, makeCast, replyBy } from '../cast.ts'
import { makeMailbox } from '../mail/mailbox.ts'
import { member } from '../people/stories.ts'
import { cookieOf, fillForm, startSite, tokenOf } from '../web/site.ts'
import { askByName } from './ask-by-name.ts'
import type { Answer } from './ask-by-name.ts'
import { inDatabase, startExternal } from './external-postgres.ts'
import type { ExternalPostgres } from './external-postgres.ts'
import { listenTo } from './live-listener.ts'

// Two server processes and a PostgreSQL that is none of ours, whose owner may make roles and nothing else.

type Site = Awaited<ReturnType<typeof startSite>>

const [officeA, officeB] = [makeMailbox(), makeMailbox()]
let external: ExternalPostgres
let a: Site
let b: Site
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  await Promise.all([officeA.open(), officeB.open()])
  external = await startExternal()
  process.env.DATABASE_URL = external.owner
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  a = await startSite({ SMTP_URL: officeA.url() })
  b = await startSite({ SMTP_URL: officeB.url(), AFTERWORD_ORIGIN: a.url })
}, 300_000)

afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop(), officeA.close(), officeB.close()])
  await closeDatabase()
  await external?.stop()
})

/** Fills a form of a page of one process and sends it to another, as a browser without JavaScript does that knows their common address alone. */
async function send(path: string, field: string, values: Record<string, string>, { from, to }: { from: Site; to: Site }) {
  const page = await askByName(from.url + path, a.url)
  return askByName(to.url + path, a.url, { method: 'POST', body: fillForm(page.text, field, values) })
}

const sessionIn = ({ headers }: Answer) => /afterword-session=[^;]+/.exec(String(headers['set-cookie']))?.[0] ?? ''
const isIn = async ({ url }: Site, cookie: string) => (await fetch(`${url}/account`, { headers: { cookie }, redirect: 'manual' })).status === 200

test('the owner of the tables is no superuser, and everything can be proved', async () => {
  const [role] = await inDatabase(external.owner, 'SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user')
  expect(role).toEqual({ rolsuper: false, rolcreaterole: true })
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})

test('a build is named by its sources alone, and so are its actions: what one machine puts into a form another finds', () => {
  const built = (file: string) => readFileSync(path.join(import.meta.dirname, '../../.next', file), 'utf8')
  expect(built('BUILD_ID')).toBe(JSON.parse(built('afterword-sources')).contents)
  expect(JSON.parse(built('server/server-reference-manifest.json')).encryptionKey).toBe(createHash('sha256').update('the names of actions').digest('base64'))
})

test('who signs in at one is signed in at the other, and who leaves is out of both at once', async () => {
  const rae = await member('rae')
  for (const [door, other] of [[a, b], [b, a]] as const) {
    const cookie = sessionIn(await send('/sign-in', 'password', { who: rae.handle, password: rae.password }, { from: door, to: other }))
    expect([await isIn(a, cookie), await isIn(b, cookie)]).toEqual([true, true])
    expect((await askByName(`${door.url}/sign-out`, a.url, { method: 'POST', headers: { cookie } })).status).toBe(303)
    expect([await isIn(a, cookie), await isIn(b, cookie)]).toEqual([false, false])
  }
})

test('guesses are counted together, and a restart forgets none', async () => {
  const rae = await member('rae')
  const guess = async (site: Site, password = 'a wrong guess') => (await send('/sign-in', 'password', { who: rae.handle, password }, { from: site, to: site })).status
  for (let count = 0; count < 10; count++) expect(await guess(count % 2 === 0 ? a : b)).toBe(422)
  expect([await guess(a), await guess(b)]).toEqual([429, 429])
  await b.stop()
  b = await startSite({ SMTP_URL: officeB.url(), AFTERWORD_ORIGIN: a.url })
  expect(await guess(b, rae.password)).toBe(429)
}, 60_000)

test('what somebody sends is counted together', async () => {
  const token = await tokenOf(cast.rae)
  const answers = []
  for (let count = 0; count < 22; count++) answers.push(await reply(count % 2 === 0 ? a : b, token))
  // Three texts of somebody new may wait at once; more are counted, and refused for that.
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(3).fill(202), ...Array<number>(17).fill(422), 429, 429])
  expect(Number(answers[20]?.headers.get('retry-after'))).toBeGreaterThan(60)
})

function reply({ url }: Site, token: string, body = `A thought ${randomUUID()}`) {
  return fetch(`${url}/api/v1/posts/${slug}/comments`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ body }),
  })
}

/** A moderator decides at one process. */
async function decideAt({ url }: Site, who: SignedIn, commentId: string, action: string) {
  const { id, version } = await itemAbout(commentId)
  const answer = await fetch(`${url}/api/v1/moderation/items/${id}/decisions`, {
    method: 'POST', headers: { authorization: `Bearer ${await tokenOf(who)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ action, version, ...(action === 'hide' && { reason: 'off-topic' }) }),
  })
  expect(answer.status).toBe(200)
  return { itemId: id, at: performance.now() }
}

test('a moderator at one process hears within a second what is decided at the other', async () => {
  for (const [decides, hears] of [[a, b], [b, a]] as const) {
    const stream = await listenTo(`${hears.url}/moderation/live`, await cookieOf(cast.mo))
    await expect.poll(stream.events).not.toEqual([])
    const { itemId, at } = await decideAt(decides, cast.noor, await replyBy(cast.ada, slug), 'approve')
    await expect.poll(() => stream.text().includes(itemId), { timeout: 5_000, interval: 5 }).toBe(true)
    expect(performance.now() - at).toBeLessThan(1_000)
    stream.end()
  }
})

const page = async ({ url }: Site) => (await fetch(`${url}/posts/${slug}`)).text()

/** How long after a change one process still showed what was before it, in milliseconds; both kept the page. */
async function ageAt(site: Site, body: string, at: number): Promise<number> {
  for (let asked = performance.now(), last = 0; ; asked = performance.now()) {
    if ((await page(site)).includes(body)) last = asked - at
    if (asked - at > 1_500) return last
  }
}

/** A reply that both processes have on a page that they keep. */
async function keptReply() {
  const body = `Words that go ${randomUUID()}`
  const commentId = await replyBy(cast.ada, slug, '', body)
  await decideAt(a, cast.noor, commentId, 'approve')
  for (const site of [a, b, a, b]) await expect.poll(async () => (await page(site)).includes(body), { timeout: 5_000 }).toBe(true)
  return { body, commentId }
}

test('a page that the other process kept is gone within a second of a decision, and from the one that answered it at once', async () => {
  for (let turn = 0; turn < 2; turn++) {
    const { body, commentId } = await keptReply()
    const { at } = await decideAt(a, cast.mo, commentId, 'hide')
    expect(await page(a)).not.toContain(body)
    expect(await ageAt(b, body, at)).toBeLessThan(1_000)
  }
}, 30_000)

test('nor do processes show anything old whose ears are cut in the moment before', async () => {
  for (let turn = 0; turn < 3; turn++) {
    const { body, commentId } = await keptReply()
    await inDatabase(external.superuser, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'afterword notifications'`)
    await decideNow(cast.mo, commentId, 'hide')
    const at = performance.now()
    for (const age of await Promise.all([a, b].map((site) => ageAt(site, body, at)))) expect(age).toBeLessThan(1_000)
    await expect.poll(async () => (await fetch(`${b.url}/readyz`)).status, { timeout: 10_000 }).toBe(200)
  }
}, 60_000)

test('two hundred mails leave once each, and both processes carry some', async () => {
  // So that some are always on their way.
  for (const office of [officeA, officeB]) office.answer = () => sleep(40)
  const subjects = Array.from({ length: 200 }, (_, place) => `Letter ${place} ${randomUUID()}`)
  await Promise.all(subjects.map((subject) => writer().$transaction((tx) => queueMail(tx, { to: 'rae@example.org', subject, text: 'Text' }, new Date()), { maxWait: 30_000 })))
  const received = (office: typeof officeA) => office.received.map(({ subject }) => subject ?? '').filter((subject) => subject.startsWith('Letter'))
  await expect.poll(() => received(officeA).length + received(officeB).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(200)
  await expect.poll(() => inDatabase(external.owner, 'SELECT FROM mail WHERE sent_at IS NULL'), { timeout: 10_000 }).toEqual([])
  expect([...received(officeA), ...received(officeB)].sort()).toEqual([...subjects].sort())
  expect(Math.min(received(officeA).length, received(officeB).length)).toBeGreaterThan(10)
}, 60_000)
