import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { carryOut } from '../cast.ts'
import { database } from '../database/fenced-database.ts'
import { askForLink, measureOver, member, newHandle } from '../people/stories.ts'
import { fillForm, startSite } from '../web/site.ts'
import { callAction } from './call-action.ts'
import { showing } from './knock.ts'
import { sessionFor } from './people.ts'
import { readDoors } from './read-actions.ts'
import type { Door } from './read-actions.ts'
import { compareTimes, knockInTurns, median } from '../bench/doors/times.ts'

// Whoever stands before a door is not told who lives behind it, has few guesses, and keeps nobody out who belongs there.

let site: Awaited<ReturnType<typeof startSite>>
let other: Awaited<ReturnType<typeof startSite>>
let doors: Map<string, Door>

beforeAll(async () => {
  site = await startSite()
  other = await startSite()
  doors = await readDoors()
}, 400_000)
beforeEach(() => database.query('DELETE FROM rate_limit'))
afterAll(() => database.end())

const password = 'the password of everybody'
let networks = 0
/** A network that nobody came from before. */
const newNetwork = () => `10.${Math.floor(++networks / 250)}.${networks % 250}.7`

function press(name: string, fields: Record<string, string>, { from = newNetwork(), url = site.url, headers = {} }: { from?: string; url?: string; headers?: Record<string, string> } = {}) {
  const door = doors.get(name)
  if (!door) throw new Error(`There is no action ${name}`)
  return callAction(url, door, fields, { origin: url, 'x-forwarded-for': from, ...headers })
}

/** An answer without what differs between any two: the moment, the request, what was typed, the secret of a session, the order in which faces are named. */
async function sayOf(answer: Response, typed: string[]): Promise<string> {
  const passing = ['date', 'x-request-id', 'content-security-policy', 'content-length', 'etag', 'retry-after', 'link']
  const head = [...answer.headers].filter(([name]) => !passing.includes(name)).map(([name, value]) => `${name}: ${value}`)
  const plain = typed.reduce((text, each) => text.replaceAll(each, '…'), `${head.join('\n')}\n\n${await answer.text()}`)
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? 'none'
  return `${answer.status}\n${plain.replaceAll(nonce, '…').replaceAll(/session=[\w-]{43}/g, 'session=…').replaceAll(/expires=[^;]+/gi, 'expires=…').replaceAll(/@?una-[2-9a-f]{10}/g, '…')}`
}

/** Somebody of every kind who may have an address, and an address that nobody has. */
async function everybodyWithAnAddress(): Promise<Record<string, { handle: string; email: string }>> {
  const [owner, claim, banned, suspended, without, left] = await Promise.all([
    member('una'), member('una', { verified: false }), member('una'), member('una'), member('una'), member('una'),
  ])
  await measureOver(banned, 'banned')
  await measureOver(suspended, 'suspended')
  await writer().person.update({ where: { id: without.id }, data: { passwordHash: null } })
  const { passwordHash } = await writer().person.findUniqueOrThrow({ where: { id: left.id }, select: { passwordHash: true } })
  await carryOut(deleteAccount, left, { checkedHash: passwordHash ?? '', essays: '' })
  const nobody = newHandle('una')
  return { 'its owner': owner, 'somebody who claims it': claim, 'somebody banned': banned, 'somebody suspended': suspended, 'somebody without a password': without, 'somebody who has left': left, nobody: { handle: nobody, email: `${nobody}@example.org` } }
}

/** What a browser without a script sends for the form of a door, and what it is answered. */
async function send(path: string, field: string, values: Record<string, string>): Promise<Response> {
  const page = await (await fetch(site.url + path)).text()
  return fetch(site.url + path, { method: 'POST', headers: { origin: site.url, 'x-forwarded-for': newNetwork() }, body: fillForm(page, field, values), redirect: 'manual' })
}

const asked: Record<string, (of: { handle: string; email: string }) => Promise<Response>> = {
  'a wrong password for an address': ({ email }) => send('/sign-in', 'password', { who: email, password: 'not this one' }),
  'a wrong password for a handle': ({ handle }) => send('/sign-in', 'password', { who: handle, password: 'not this one' }),
  'a wrong password for an address, by script': ({ email }) => press('sign-in signInWithPassword', { who: email, password: 'not this one', then: '/' }),
  'a link by mail': ({ email }) => send('/sign-in', 'email', { email }),
  'a new account with an address': ({ email }) => send('/sign-up', 'handle', { name: 'Una', handle: newHandle('una'), email, password: 'a phrase of seven unusual words' }),
  'a new account with an address and a password that is too short': ({ email }) => send('/sign-up', 'handle', { name: 'Una', handle: newHandle('una'), email, password: 'x' }),
}

test.each(Object.keys(asked))('%s: status, headers and words are the same, whoever has the address', async (what) => {
  const people = await everybodyWithAnAddress()
  let first: string | undefined
  for (const [who, of] of Object.entries(people)) {
    const answer = await asked[what]?.(of)
    if (!answer) throw new Error('There was no answer')
    const text = await sayOf(answer, [of.email, of.handle])
    expect(`${who}\n${text}`).toBe(`${who}\n${(first ??= text)}`)
  }
})

test.each([['a wrong password for an address', 10], ['a link by mail', 5]])('%s runs into the same wall, whether anybody has the address or not', async (what, tries) => {
  const people = await everybodyWithAnAddress()
  const walls = new Set<string>()
  for (const of of [people['its owner'], people.nobody]) {
    if (!of) throw new Error('There is nobody')
    await database.query('DELETE FROM rate_limit')
    for (let count = 0; count < tries; count++) expect((await asked[what]?.(of))?.status).not.toBe(429)
    const refused = await asked[what]?.(of)
    if (!refused) throw new Error('There was no answer')
    walls.add((await sayOf(refused, [of.email, of.handle])).replaceAll(/retry-after: \d+/g, '').replaceAll(/in (an hour|\d+ minutes)/g, 'later'))
    expect(refused.status).toBe(429)
  }
  expect(walls.size).toBe(1)
})

test('who has an account is not told from who has none by how long the answer takes', async () => {
  const people = await everybodyWithAnAddress()
  const [owner, nobody] = [people['its owner'], people.nobody]
  if (!owner || !nobody) throw new Error('There is nobody')
  for (const what of ['a wrong password for an address', 'a link by mail']) {
    const times = await knockInTurns(9, { known: () => asked[what]!(owner), unknown: () => asked[what]!(nobody), between: () => database.query('DELETE FROM rate_limit') })
    // One that does no work answers in a tenth of the time; a busy machine makes one of two as long as the other again.
    const { ratio } = compareTimes(times.known, times.unknown)
    expect([what, ratio > 0.4 && ratio < 2.5, `${median(times.known)} and ${median(times.unknown)} ms`]).toEqual([what, true, expect.any(String)])
  }
})

describe('guessing', () => {
  test('ends after ten tries at one account in an hour, from wherever they come, on every process, and the owner still gets in by a link', async () => {
    const una = await member('una')
    const guess = (url: string, secret = 'not this one') => press('sign-in signInWithPassword', { who: una.handle, password: secret, then: '/' }, { url }).then(({ status }) => status)
    for (let count = 0; count < 10; count++) expect(await guess(count % 2 ? site.url : other.url)).toBe(422)
    for (const { url } of [site, other]) expect(await guess(url, password)).toBe(429)
    const again = await startSite()
    expect(await guess(again.url, password)).toBe(429)
    const entered = await press('sign-in/link signInWithLink', { token: await askForLink(una.email), then: '/' })
    expect([entered.status < 400, entered.headers.getSetCookie().some((each) => /^afterword-session=./.test(each))]).toEqual([true, true])
  })

  test('and accounts that strangers make with an address use up none of the links that let its owner in', async () => {
    const una = await member('una')
    const signUp = () => press('sign-up makeAccount', { name: 'Una', handle: newHandle('una'), email: una.email, password: 'a phrase of seven unusual words', then: '/' }).then(({ status }) => status)
    for (let count = 0; count < 5; count++) expect(await signUp()).toBeLessThan(400)
    expect(await signUp()).toBe(429)
    for (let count = 0; count < 10; count++) await press('sign-in signInWithPassword', { who: una.email, password: 'not this one', then: '/' })
    expect((await press('sign-in sendSignInLink', { email: una.email, then: '/' })).status).toBe(200)
  }, 120_000)

  test('ends after 25 tries from one network in five minutes, whomever they are about, and other networks go on', async () => {
    const guess = (from: string, url = site.url) => press('sign-in signInWithPassword', { who: newHandle('una'), password: 'not this one', then: '/' }, { from, url }).then(({ status }) => status)
    const tries = await Promise.all(Array.from({ length: 25 }, (_, count) => guess(`2001:db8:7:1:${count}::9`, count % 2 ? site.url : other.url)))
    expect(new Set(tries)).toEqual(new Set([422]))
    expect(await guess('2001:db8:7:1:ffff::1')).toBe(429)
    expect(await guess('2001:db8:7:1:ffff::1', other.url)).toBe(429)
    expect(await guess('2001:db8:7:2::1')).toBe(422)
    expect(await guess('192.0.2.200')).toBe(422)
  }, 120_000)

  test('of where one comes from does not help: what stands before the last address was written by whoever asked', async () => {
    const guess = (count: number) => press('sign-in signInWithPassword', { who: newHandle('una'), password: 'not this one', then: '/' }, { from: `10.99.${count}.1, 198.51.100.9` }).then(({ status }) => status)
    const tries = await Promise.all(Array.from({ length: 30 }, (_, count) => guess(count)))
    expect(tries.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5)
  }, 120_000)

  test('of one’s own present password has an end as well', async () => {
    const una = await member('una')
    const shown = await sessionFor(una)
    const guess = (presentPassword: string) => press('account savePassword', { presentPassword, password: 'a phrase of seven unusual words' }, { headers: showing(shown) }).then(({ status }) => status)
    for (let count = 0; count < 10; count++) expect(await guess('not this one')).toBe(422)
    expect(await guess(password)).toBe(429)
  }, 120_000)
})
