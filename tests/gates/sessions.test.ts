import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { runCommand } from '#lib/command.ts'
import { writer } from '#lib/database.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { setPassword } from '#lib/people/set-password.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, makeCast, replyBy } from '../cast.ts'
import { database } from '../database/fenced-database.ts'
import { measureOver, member } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'
import { startSite } from '../web/site.ts'
import { callAction } from './call-action.ts'
import { showing } from './knock.ts'
import { makeWorld, sessionFor } from './people.ts'
import type { Shown, World } from './people.ts'
import { readDoors } from './read-actions.ts'
import type { Door } from './read-actions.ts'
import { essayOf } from './scenes/scene.ts'

// What opens a session, what it looks like, and that whatever ends it ends it everywhere by the next request.

let world: World
let site: Awaited<ReturnType<typeof startSite>>
let doors: Map<string, Door>
let slug: string

beforeAll(async () => {
  await makeCast()
  world = await makeWorld()
  site = await startSite()
  doors = await readDoors()
  slug = (await essayOf(world)).slug
}, 400_000)
afterAll(() => database.end())

const password = 'the password of everybody'

async function signIn(who: string, headers: Record<string, string> = {}, url = site.url, origin = site.url) {
  const door = doors.get('sign-in signInWithPassword')
  if (!door) throw new Error('There is no door')
  const answer = await callAction(url, door, { who, password, then: '/account' }, { origin, ...headers })
  await answer.arrayBuffer()
  return answer.headers.getSetCookie()
}

const sessionIn = (cookies: string[], name = 'afterword-session') => cookies.map((each) => new RegExp(`^${name}=([^;]+)`).exec(each)?.[1]).find(Boolean) ?? ''

/** The attributes of a cookie, in lower case and in order; how long it lasts is left out. */
const attributesOf = (cookie = '') => cookie.split(';').slice(1).map((each) => each.trim().toLowerCase()).filter((each) => !/^(expires|max-age)=/.test(each)).toSorted()

describe('a session', () => {
  test('is another one after signing in, whatever was shown before', async () => {
    const [una, intruder] = [await member('una'), await member('eve')]
    const { session: planted = '' } = await sessionFor(intruder)
    const seen = new Set<string>()
    for (const before of ['', 'chosen-by-somebody-else', planted]) {
      const session = sessionIn(await signIn(una.handle, before ? { cookie: `afterword-session=${before}` } : {}))
      expect(session).toHaveLength(43)
      seen.add(session)
      expect(session).not.toBe(before)
    }
    expect(seen.size).toBe(3)
    const whose = await writer().session.findUnique({ where: { id: digestOf(planted) }, select: { personId: true } })
    expect(whose?.personId).toBe(intruder.id)
    expect((await account({ session: 'chosen-by-somebody-else' })).status).toBe(307)
  })

  test('is kept by its digest alone', async () => {
    const session = sessionIn(await signIn((await member('una')).handle))
    expect(await writer().session.count({ where: { id: session } })).toBe(0)
    expect(await writer().session.count({ where: { id: digestOf(session) } })).toBe(1)
  })

  test('has a cookie that no script reads and no other site sends along', async () => {
    const cookies = await signIn((await member('una')).handle)
    expect(attributesOf(cookies.find((each) => each.startsWith('afterword-session=')))).toEqual(['httponly', 'path=/', 'samesite=lax'])
  })

  test('behind https has one that is bound to this host, like every other cookie to https', async () => {
    const origin = 'https://afterword.example'
    const secure = await startSite({ AFTERWORD_ORIGIN: origin })
    const una = await member('una', { role: 'moderator' })
    const cookies = await signIn(una.handle, {}, secure.url, origin)
    const session = sessionIn(cookies, '__Host-afterword-session')
    expect(attributesOf(cookies.find((each) => each.startsWith('__Host-afterword-session=')))).toEqual(['httponly', 'path=/', 'samesite=lax', 'secure'])
    const cookie = `__Host-afterword-session=${session}`
    // The name that is used without https opens nothing there.
    expect((await fetch(`${secure.url}/account`, { headers: { cookie }, redirect: 'manual' })).status).toBe(200)
    expect((await fetch(`${secure.url}/account`, { headers: { cookie: `afterword-session=${session}` }, redirect: 'manual' })).status).toBe(307)
    const others = [
      ...(await fetch(`${secure.url}/theme`, { method: 'POST', body: new URLSearchParams({ theme: 'dark' }), headers: { origin }, redirect: 'manual' })).headers.getSetCookie(),
      ...(await callAction(secure.url, doorOf('moderation chooseModeAction'), { mode: 'list', view: '' }, { origin, cookie })).headers.getSetCookie(),
      ...(await callAction(secure.url, doorOf('posts/[slug] reply'), { slug, parentId: '', body: 'A thought.', here: '/', door: 'yes' }, { origin })).headers.getSetCookie(),
    ]
    expect(others.map((each) => each.split('=')[0])).toHaveLength(3)
    for (const each of [...cookies, ...others]) expect([each, attributesOf(each).includes('secure')]).toEqual([each, true])
    for (const each of others) expect([each, attributesOf(each).includes('httponly'), attributesOf(each).includes('samesite=lax')]).toEqual([each, true, true])
  })
})

function doorOf(name: string): Door {
  const door = doors.get(name)
  if (!door) throw new Error(`There is no action ${name}`)
  return door
}

const account = (shown: Shown) => fetch(`${site.url}/account`, { headers: showing(shown), redirect: 'manual' })

/** Everything that a session or a token opens, with how it answers whoever may and whoever is nobody. */
const openings: Record<string, { by: keyof Shown; ask: (shown: Shown) => Promise<Response>; may: number; nobody: number }> = {
  'a page of their own': { by: 'session', ask: account, may: 200, nobody: 307 },
  'the desk': { by: 'session', ask: (shown) => fetch(`${site.url}/moderation`, { headers: showing(shown), redirect: 'manual' }), may: 200, nobody: 307 },
  'a form': { by: 'session', ask: (shown) => callAction(site.url, doorOf('account/reading saveReading'), { own: 'fold' }, { ...showing(shown), origin: site.url }), may: 200, nobody: 401 },
  'the API by cookie': { by: 'session', ask: (shown) => fetch(`${site.url}/api/v1/moderation/queue`, { headers: showing(shown) }), may: 200, nobody: 401 },
  'the API by token': { by: 'token', ask: (shown) => fetch(`${site.url}/api/v1/moderation/queue`, { headers: showing(shown) }), may: 200, nobody: 401 },
  'a file to take along': { by: 'session', ask: (shown) => fetch(`${site.url}/moderation/log.csv`, { headers: showing(shown) }), may: 200, nobody: 401 },
  'a file to take along, by token': { by: 'token', ask: (shown) => fetch(`${site.url}/moderation/log.csv`, { headers: showing(shown) }), may: 200, nobody: 401 },
  'a stream': { by: 'session', ask: (shown) => fetch(`${site.url}/moderation/live`, { headers: showing(shown) }), may: 200, nobody: 401 },
}

/** What ends a session: and, where a token answers otherwise than a session, how. */
const endings: Record<string, { end: (una: Member, shown: Shown) => Promise<unknown>; token: number }> = {
  'a ban': { end: (una) => measureOver(una, 'banned'), token: 401 },
  'a suspension': { end: (una) => measureOver(una, 'suspended'), token: 403 },
  'a demotion': { end: (una) => carryOut(changeRole, world.ida, { handle: una.handle, role: 'reader' }), token: 403 },
  'a password that was changed in another browser': { end: (una) => changePassword(una, makeSecret(), { presentPassword: password, password: 'nine swallows at dusk' }), token: 401 },
  'a password that was set by the command line': { end: (una) => carryOut(setPassword, operator, { handle: una.handle, password: 'nine swallows at dusk' }), token: 401 },
  'signing out': { end: (_, shown) => fetch(`${site.url}/sign-out`, { method: 'POST', headers: { ...showing(shown), origin: site.url }, redirect: 'manual' }), token: 200 },
  'signing out everywhere, from another browser': { end: async (una) => callAction(site.url, doorOf('account signOutEverywhere'), {}, { ...showing(await sessionFor(una)), origin: site.url }), token: 401 },
  'being signed out from another browser': {
    end: async (una, { session = '' }) => callAction(site.url, doorOf('account signOutThere'), { sessionId: digestOf(session) }, { ...showing(await sessionFor(una)), origin: site.url }), token: 200,
  },
  'leaving for good': { end: leave, token: 401 },
  'the end of its thirty days': { end: (una) => writer().session.updateMany({ where: { personId: una.id }, data: { expiresAt: new Date() } }), token: 200 },
}

async function leave(una: Member): Promise<void> {
  const { passwordHash } = await writer().person.findUniqueOrThrow({ where: { id: una.id }, select: { passwordHash: true } })
  const left = await runCommand(deleteAccount, una, { checkedHash: passwordHash ?? '', essays: '' })
  if (!left.ok) throw new Error(left.message)
}

test.each(Object.keys(endings))('%s holds for everything by the next request', async (how) => {
  const { end, token } = endings[how] ?? {}
  const una = await member('una', { role: 'moderator' })
  const [session, by] = [await sessionFor(una), makeSecret()]
  await writer().apiToken.create({ data: { digest: digestOf(by), personId: una.id }, select: { id: true } })
  const shown = (which: keyof Shown): Shown => (which === 'token' ? { token: by } : session)
  const answers = () => Promise.all(Object.values(openings).map(async ({ by: which, ask }) => {
    const answer = await ask(shown(which))
    await answer.body?.cancel()
    return answer.status
  }))
  expect(await answers()).toEqual(Object.values(openings).map(({ may }) => may))
  const stream = await listen(session)
  await end?.(una, session)
  const expected = Object.values(openings).map(({ by: which, nobody }) => (which === 'token' ? token : nobody))
  expect(await answers()).toEqual(expected)
  // Whoever still listens is told nothing of what happens from then on.
  const heard = stream.text()
  await replyBy(await member('una'), slug)
  await vi.waitFor(() => expect(stream.ended()).toBe(true), { timeout: 10_000, interval: 20 })
  expect(stream.text().slice(heard.length).replace(/event: over\ndata: \{\}\n\n$/, '')).toBe('')
})

/** Waits until the stream has said how things stand. */
async function listen(shown: Shown) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${site.url}/moderation/live`, { agent: false, headers: showing(shown) }, resolve).on('error', reject).end()
  })
  let [text, ended] = ['', false]
  answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('error', () => {}).on('close', () => (ended = true))
  await vi.waitFor(() => expect(text).toContain('data: '), { timeout: 10_000, interval: 20 })
  return { text: () => text, ended: () => ended }
}
