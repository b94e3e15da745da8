import http from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { askForProofAgain } from '#lib/people/ask-for-proof-again.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import { carryOut } from '../cast.ts'
import { database } from '../database/fenced-database.ts'
import { askForLink, linksTo, measureOver, member } from '../people/stories.ts'
import { findAll, startSite, textOf } from '../web/site.ts'
import { allThatIsKept, passing } from './all-that-is-kept.ts'
import { callAction } from './call-action.ts'
import { makeWorld } from './people.ts'
import type { World } from './people.ts'
import { readDoors } from './read-actions.ts'
import type { Door } from './read-actions.ts'
import { essayOf } from './scenes/scene.ts'

// What stands in mail: opening it shows, pressing acts; once, for a short time, and only on this site.

let world: World
let site: Awaited<ReturnType<typeof startSite>>
let doors: Map<string, Door>

beforeAll(async () => {
  world = await makeWorld()
  site = await startSite()
  doors = await readDoors()
}, 400_000)
beforeEach(() => database.query('DELETE FROM rate_limit'))
afterAll(() => database.end())

async function press(name: string, fields: Record<string, string>) {
  const door = doors.get(name)
  if (!door) throw new Error(`There is no action ${name}`)
  const answer = await callAction(site.url, door, fields, { origin: site.url })
  await answer.arrayBuffer()
  return { status: answer.status, session: answer.headers.getSetCookie().some((each) => /^afterword-session=[^;]/.test(each)) }
}

async function open(path: string, method = 'GET') {
  const answer = await fetch(site.url + path, { method, redirect: 'manual' })
  const html = await answer.text()
  return { status: answer.status, heading: textOf(findAll(html, 'h1')[0] ?? { type: 'text' }), html, cookies: answer.headers.getSetCookie() }
}

async function proofFor(una: Awaited<ReturnType<typeof member>>): Promise<string> {
  await carryOut(askForProofAgain, una, {})
  return (await linksTo(una.email, 'account/verify'))[0] ?? ''
}

const kinds = {
  'a link that signs in': { page: '/sign-in/link', action: 'sign-in/link signInWithLink', make: async () => askForLink((await member('una')).email), minutes: 30 },
  'a link that proves an address': { page: '/account/verify', action: 'account/verify verifyAddress', make: async () => proofFor(await member('una', { verified: false })), minutes: 24 * 60 },
}

describe.each(Object.entries(kinds))('%s', (_, { page, action, make, minutes }) => {
  test('is opened as often as a scanner likes, and acts once when it is pressed', async () => {
    const token = await make()
    const before = await allThatIsKept(passing)
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) {
      const opened = await open(`${page}?token=${token}`, method)
      expect([method, opened.status < 500, opened.cookies]).toEqual([method, true, []])
    }
    expect(await allThatIsKept(passing)).toEqual(before)
    expect((await press(action, { token, then: '/' })).status).toBe(200)
    expect(await allThatIsKept(passing)).not.toEqual(before)
    const after = await allThatIsKept(passing)
    for (let again = 0; again < 3; again++) expect((await press(action, { token, then: '/' })).status).toBe(409)
    expect(await allThatIsKept(passing)).toEqual(after)
  })

  test('of 20 presses at once lets one through', async () => {
    const token = await make()
    const pressed = await Promise.all(Array.from({ length: 20 }, () => press(action, { token, then: '/' })))
    expect(pressed.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(19).fill(409)])
    expect(pressed.filter(({ status, session }) => session && status !== 200)).toEqual([])
  })

  test('lives for a short time', async () => {
    const token = await make()
    const { createdAt, expiresAt } = await reader().mailLink.findUniqueOrThrow({ where: { id: digestOf(token) } })
    expect((expiresAt.getTime() - createdAt.getTime()) / 60_000).toBe(minutes)
  })

  test('that is over, used, somebody else’s kind, cut off or made up says so on its page, and does nothing', async () => {
    const other = Object.values(kinds).find((each) => each.page !== page)
    const [over, used, foreign] = [await make(), await make(), await other?.make() ?? '']
    await writer().mailLink.update({ where: { id: digestOf(over) }, data: { expiresAt: new Date(Date.now() - 1) } })
    await press(action, { token: used, then: '/' })
    const dead = { over, used, foreign, 'cut off': over.slice(0, 20), 'with more behind it': `${over}x`, 'made up': makeSecret(), empty: '', 'very long': 'x'.repeat(5_000), 'in other letters': over.toUpperCase() }
    for (const [how, token] of Object.entries(dead)) {
      const opened = await open(`${page}?token=${encodeURIComponent(token)}`)
      // Whoever holds a whole link of ours is told why it does nothing; all others are told the same.
      const heading = how === 'used' ? 'This link was used already' : how === 'over' ? 'This link is too old' : 'We do not know this link'
      expect([how, opened.status, opened.heading]).toEqual([how, 200, heading])
      const before = await allThatIsKept(passing)
      const pressed = await press(action, { token, then: '/' })
      expect([how, [404, 409, 422].includes(pressed.status), pressed.session]).toEqual([how, true, false])
      expect(await allThatIsKept(passing)).toEqual(before)
    }
  })
})

test('a link that ends mail is opened without ending any, and says the same to whatever was cut off or made up', async () => {
  const { id } = await essayOf(world)
  const token = signUnsubscription({ personId: world.rae.id, scope: { postId: id } })
  const before = await allThatIsKept(passing)
  for (const method of ['GET', 'HEAD']) for (const path of [`/unsubscribe/${token}`, `/unsubscribe/${token}/now`]) expect((await open(path, method)).status).toBeLessThan(400)
  expect(await allThatIsKept(passing)).toEqual(before)
  const cut = [token.slice(0, -1), `${token}x`, token.slice(1), 'x', token.replace('.', ''), signUnsubscription({ personId: world.rae.id, scope: { postId: id } }).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))]
  const seen = new Set<string>()
  for (const each of cut) {
    const { status, heading } = await open(`/unsubscribe/${encodeURIComponent(each)}`)
    seen.add(JSON.stringify([status, heading]))
    expect((await fetch(`${site.url}/unsubscribe/${encodeURIComponent(each)}/now`, { method: 'POST' })).status).toBe(404)
  }
  expect([...seen]).toEqual([JSON.stringify([404, 'We do not know this link'])])
  expect(await allThatIsKept(passing)).toEqual(before)
})

/** A request that says that it came to another host, in every way in which proxies say so. */
function sendAs(host: string, door: Door, fields: Record<string, string>): Promise<number> {
  const boundary = 'x1234567890'
  const part = (name: string, text: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
  const body = `${Object.entries(fields).map(([name, text]) => part(`_1_${name}`, text)).join('')}${part('0', '[null,"$K1"]')}--${boundary}--\r\n`
  const headers = {
    host, origin: site.url, 'next-action': door.id, 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': Buffer.byteLength(body),
    'x-forwarded-host': host, 'x-forwarded-proto': 'https', forwarded: `host=${host};proto=https`, 'x-original-host': host, 'x-host': host,
  }
  return new Promise((resolve, reject) => {
    http.request(`${site.url}${door.page}`, { method: 'POST', headers }, (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0))).on('error', reject).end(body)
  })
}

test.each(['elsewhere.example', 'elsewhere.example:443', 'elsewhere.example/x', '127.0.0.1.elsewhere.example'])('mail that is asked for in the name of %s leads to this site', async (host) => {
  const una = await member('una')
  const before = await reader().mail.count()
  expect(await sendAs(host, doors.get('sign-in sendSignInLink') ?? { id: '', page: '' }, { email: una.email, then: '/' })).toBe(200)
  const handle = `una${Math.random().toString(36).slice(2).replaceAll(/[^2-9a-f]/g, '')}`
  expect(await sendAs(host, doors.get('sign-up makeAccount') ?? { id: '', page: '' }, { name: 'Una', handle, email: `${handle}@example.org`, password: 'a phrase of seven unusual words', then: '/' })).toBe(200)
  const mails = await reader().mail.findMany({ orderBy: { createdAt: 'desc' }, take: 2 })
  expect(await reader().mail.count()).toBe(before + 2)
  for (const { text, html, headers } of mails) {
    const all = `${text}\n${html}\n${JSON.stringify(headers)}`
    expect(all).not.toContain('elsewhere')
    const addresses = [...all.matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([address]) => new URL(address).origin)
    expect(addresses.length).toBeGreaterThan(0)
    expect([...new Set(addresses)]).toEqual([site.url])
  }
})

test('nobody is let in by a link to somebody who was banned meanwhile', async () => {
  const una = await member('una')
  const token = await askForLink(una.email)
  await measureOver(una, 'banned')
  expect(await press('sign-in/link signInWithLink', { token, then: '/' })).toEqual({ status: 403, session: false })
})
