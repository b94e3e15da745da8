import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { carryOut, essayBy, makeCast, person, replyBy } from '../cast.ts'
import { cookieOf, fillForm, startSite, tokenOf } from './site.ts'

// Over the wire, as a browser without a script and a program do it: what holds, holds from the next request on.

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  site = await startSite()
}, 300_000)

async function reply(headers: Record<string, string>) {
  const answer = await fetch(`${site.url}/api/v1/posts/${slug}/comments`, {
    method: 'POST',
    headers: { ...headers, origin: site.url, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ body: `A thought ${randomUUID()}` }),
  })
  return answer.status
}

const open = async (path: string, cookie: string) => {
  const answer = await fetch(site.url + path, { headers: { cookie }, redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}

/** A moderator fills a form of somebody's page without a script. */
async function act(handle: string, field: string, values: Record<string, string>, moderator = cast.mo) {
  const cookie = await cookieOf(moderator)
  const path = `/moderation/people/${handle}`
  const { html } = await open(path, cookie)
  const answer = await fetch(site.url + path, { method: 'POST', headers: { cookie, origin: site.url }, body: fillForm(html, field, values), redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}

const given = (kind: string, more: Record<string, string> = {}) => ({ kind, reason: `Because of ${kind}`, everySeconds: '3600', until: '', reasonCode: 'spam', ...more })

async function withPassword(name: string) {
  const somebody = await person(name, 'reader')
  const password = `the password of ${somebody.handle}`
  await writer().person.update({ where: { id: somebody.id }, data: { passwordHash: await hashPassword(password), emailVerifiedAt: new Date() } })
  return { ...somebody, password }
}

async function signIn({ handle, password }: { handle: string; password: string }) {
  const page = await (await fetch(`${site.url}/sign-in`)).text()
  const answer = await fetch(`${site.url}/sign-in`, {
    method: 'POST', headers: { origin: site.url }, body: fillForm(page, 'password', { who: handle, password }), redirect: 'manual',
  })
  const [cookie = ''] = answer.headers.getSetCookie().filter((each) => each.startsWith('afterword-session=')).map((each) => each.split(';')[0] ?? '')
  return { status: answer.status, html: await answer.text(), cookie }
}

describe('by the next request', () => {
  test('of somebody suspended their session is gone; they sign in, read why, and cannot write, until it is lifted', async () => {
    const sol = await withPassword('sol')
    const before = await cookieOf(sol)
    expect(await reply({ cookie: before })).toBe(202)
    expect((await act(sol.handle, 'everySeconds', given('suspended'))).status).toBe(200)
    expect(await reply({ cookie: before })).toBe(401)
    const { cookie } = await signIn(sol)
    expect(await reply({ cookie })).toBe(403)
    expect(await reply({ authorization: `Bearer ${await tokenOf(sol)}` })).toBe(403)
    for (const path of ['/account', `/posts/${slug}`]) expect((await open(path, cookie)).html).toContain('Because of suspended')
    const { id } = await reader().measure.findFirstOrThrow({ where: { personId: sol.id } })
    expect((await act(sol.handle, 'measureId', { measureId: id, reason: 'We talked' })).status).toBe(200)
    expect(await reply({ cookie })).toBe(202)
    expect((await open('/account', cookie)).html).not.toContain('Because of suspended')
  })

  test('of somebody banned there is no session, no token and no way in, and the door says why, until it is lifted', async () => {
    const sol = await withPassword('sol')
    const [before, token] = [await cookieOf(sol), await tokenOf(sol)]
    expect((await act(sol.handle, 'everySeconds', given('banned'))).status).toBe(200)
    expect(await reply({ cookie: before })).toBe(401)
    expect(await reply({ authorization: `Bearer ${token}` })).toBe(401)
    const turnedAway = await signIn(sol)
    expect([turnedAway.status, turnedAway.cookie]).toEqual([403, ''])
    expect(turnedAway.html).toContain('Because of banned')
    expect((await signIn({ ...sol, password: 'a guess' })).html).not.toContain('Because of banned')
    const { id } = await reader().measure.findFirstOrThrow({ where: { personId: sol.id } })
    expect((await open(`/sign-in?ban=${id}`, '')).html).toContain('Because of banned')
    for (const other of [randomUUID(), 'x', sol.id]) expect((await open(`/sign-in?ban=${other}`, '')).html).not.toContain('banned')
    expect((await act(sol.handle, 'measureId', { measureId: id, reason: 'We talked' }, cast.noor)).status).toBe(200)
    expect(await reply({ cookie: (await signIn(sol)).cookie })).toBe(202)
    expect(await reply({ authorization: `Bearer ${token}` })).toBe(202)
  })

  test('of somebody slowed their second text is refused for now, and they read how long', async () => {
    const sol = await withPassword('sol')
    const cookie = await cookieOf(sol)
    expect((await act(sol.handle, 'everySeconds', given('slow'))).status).toBe(200)
    expect(await reply({ cookie })).toBe(202)
    expect([422, 429]).toContain(await reply({ cookie }))
    expect((await open(`/posts/${slug}`, cookie)).html).toContain('Because of slow')
    const { id } = await reader().measure.findFirstOrThrow({ where: { personId: sol.id } })
    await act(sol.handle, 'measureId', { measureId: id, reason: 'We talked' })
    expect(await reply({ cookie })).toBe(202)
  })

  test('of somebody held the essay says so before they write', async () => {
    const sol = await withPassword('sol')
    const cookie = await cookieOf(sol)
    expect((await act(sol.handle, 'everySeconds', given('held'))).status).toBe(200)
    for (const path of ['/account', `/posts/${slug}`]) expect((await open(path, cookie)).html).toContain('Because of held')
    expect(await reply({ cookie })).toBe(202)
  })

  test('of somebody about whom a note was written nothing is said of it', async () => {
    const sol = await withPassword('sol')
    const cookie = await cookieOf(sol)
    await carryOut(takeMeasure, cast.mo, { handle: sol.handle, kind: 'note', reason: 'Writes as Lester did' })
    for (const path of ['/account', `/posts/${slug}`]) expect((await open(path, cookie)).html).not.toContain('Lester')
    expect((await open(`/moderation/people/${sol.handle}`, await cookieOf(cast.noor))).html).toContain('Writes as Lester did')
  })

  test('after its moment a suspension holds no more', async () => {
    const sol = await withPassword('sol')
    const until = new Date(Date.now() + 3_000)
    await carryOut(takeMeasure, cast.mo, { handle: sol.handle, kind: 'suspended', reason: 'A moment', until: until.toISOString() })
    const cookie = await cookieOf(sol)
    expect(await reply({ cookie })).toBe(403)
    await new Promise((resolve) => setTimeout(resolve, until.getTime() - Date.now() + 50))
    expect(await reply({ cookie })).toBe(202)
  })

  test('of a moderator who is suspended the desk is shut', async () => {
    const mel = await person('mel', 'moderator')
    const token = await tokenOf(mel)
    const queue = async () => (await fetch(`${site.url}/api/v1/moderation/queue`, { headers: { authorization: `Bearer ${token}` } })).status
    expect(await queue()).toBe(200)
    const { measureId } = await carryOut(takeMeasure, cast.ida, { handle: mel.handle, kind: 'suspended', reason: 'Decided on a friend' })
    expect(await queue()).toBe(403)
    await carryOut(liftMeasure, cast.ida, { measureId, reason: 'We talked' })
    expect(await queue()).toBe(200)
  })
})

describe('the page of a person', () => {
  test('is for moderators', async () => {
    const path = `/moderation/people/${cast.rae.handle}`
    expect((await open(path, await cookieOf(cast.mo))).status).toBe(200)
    expect((await open(path, await cookieOf(cast.rae))).status).toBe(403)
    expect((await open(path, await cookieOf(cast.ada))).status).toBe(403)
    expect((await open(path, '')).status).toBe(307)
    expect((await open('/moderation/people/nobody-at-all', await cookieOf(cast.mo))).status).toBe(404)
  })

  test('never shows an address', async () => {
    const sol = await person('sol', 'reader')
    await writer().person.update({ where: { id: sol.id }, data: { email: `${sol.handle}@example.org` } })
    for (const viewer of [cast.mo, cast.ida]) expect((await open(`/moderation/people/${sol.handle}`, await cookieOf(viewer))).html).not.toContain('@example.org')
    expect((await open(`/admin/people/${sol.handle}`, await cookieOf(cast.ida))).html).toContain(`${sol.handle}@example.org`)
  })

  test('keeps what was typed in a form that was refused, with the sentence beside its field', async () => {
    const sol = await person('sol', 'reader')
    const { status, html } = await act(sol.handle, 'everySeconds', given('suspended', { until: '2020-01-01', reason: 'Words that took a while' }))
    expect(status).toBe(422)
    expect(html).toContain('Words that took a while')
    expect(html).toContain('This moment has passed.')
    expect(await reader().measure.count({ where: { personId: sol.id } })).toBe(0)
  })

  test('rejects nothing that was not asked for', async () => {
    const sol = await withPassword('sol')
    const text = await replyBy(sol, slug)
    expect((await act(sol.handle, 'everySeconds', given('suspended'))).status).toBe(200)
    expect(await reader().measure.count({ where: { personId: sol.id, kind: 'suspended' } })).toBe(1)
    expect(await reader().bulkItem.count({ where: { reviewItem: { commentId: text } } })).toBe(0)
    expect((await reader().comment.findUniqueOrThrow({ where: { id: text } })).state).toBe('held')
  })

  test('sends somebody away with all that waits from them', async () => {
    const sol = await withPassword('sol')
    const text = await replyBy(sol, slug)
    expect((await act(sol.handle, 'everySeconds', given('banned', { rejectWaiting: 'yes' }))).status).toBe(200)
    await expect.poll(async () => (await reader().comment.findUniqueOrThrow({ where: { id: text } })).state, { timeout: 15_000 }).toBe('rejected')
    expect((await open(`/moderation/people/${sol.handle}`, await cookieOf(cast.mo))).html).toContain('1 text rejected with it')
  })
})
