import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '../database/fenced-database.ts'
import { startSite } from '../web/site.ts'
import { allThatIsKept } from './all-that-is-kept.ts'
import { callAction } from './call-action.ts'
import { showing } from './knock.ts'
import { makeWorld } from './people.ts'
import type { World } from './people.ts'
import { readActions, readDoors } from './read-actions.ts'
import type { Door } from './read-actions.ts'
import { readHandlers } from './read-handlers.ts'

// Every action and every address that writes, asked with the cookie of an administrator from anywhere but this site.

let world: World
let site: Awaited<ReturnType<typeof startSite>>
let doors: Map<string, Door>

beforeAll(async () => {
  world = await makeWorld()
  site = await startSite()
  doors = await readDoors()
}, 400_000)
afterAll(() => database.end())

/** What browsers say of a request that no page of this site made, and what none says of one that it did. */
const elsewhere: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://elsewhere.example' },
  'another site that says it is this one': { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-origin' },
  'a page without an origin': { origin: 'null' },
  'a site that has this one in its name': { origin: 'http://127.0.0.1.elsewhere.example' },
  'another site by a browser that names none': { 'sec-fetch-site': 'cross-site' },
  'a neighbour': { 'sec-fetch-site': 'same-site' },
  'nowhere at all': {},
}

/** The forms in which the same can be sent. */
type Sending = { name: string; path: string; method: string; headers?: Record<string, string>; body?: () => BodyInit }

const fields = { postId: '0', handle: 'x', token: 'x' }

/** By the framework's script, and by a form without one; both name the action by its id. */
function sendingsOfActions(): Sending[] {
  return [...doors].flatMap(([name, { id, page }]): Sending[] => [
    { name: `${name}, by script`, path: page, method: 'POST', headers: { 'next-action': id, accept: 'text/x-component' }, body: () => formOf([['_1_x', 'x'], ['0', '[null,"$K1"]']]) },
    { name: `${name}, as plain text`, path: page, method: 'POST', headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }, body: () => '[]' },
    { name: `${name}, by a form`, path: page, method: 'POST', body: () => formOf([[`$ACTION_ID_${id}`, ''], ...Object.entries(fields)]) },
  ])
}

async function sendingsOfHandlers(): Promise<Sending[]> {
  const writing = (await readHandlers()).filter((name) => !name.endsWith(' GET') && !name.startsWith('unsubscribe/'))
  return writing.flatMap((name) => {
    const [folder = '', method = ''] = name.replace('*', 'POST').split(' ')
    const to = { path: `/${folder.replaceAll(/\[[.\w]+\]/g, 'x')}`, method }
    return [
      { name: `${name}, as JSON`, ...to, headers: { 'content-type': 'application/json' }, body: () => JSON.stringify(fields) },
      { name: `${name}, as plain text`, ...to, headers: { 'content-type': 'text/plain' }, body: () => JSON.stringify(fields) },
      { name: `${name}, by a form`, ...to, body: () => new URLSearchParams(fields) },
      { name: `${name}, by a form with files`, ...to, body: () => formOf(Object.entries(fields)) },
      { name: `${name}, without a body`, ...to },
    ]
  })
}

function formOf(given: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of given) form.append(name, value)
  return form
}

test('there is nothing that is sent from here alone but actions, and addresses that ask where it comes from', async () => {
  expect([...doors.keys()].toSorted()).toEqual((await readActions()).toSorted())
  expect((await readHandlers()).filter((name) => !name.endsWith(' GET') && name.startsWith('unsubscribe/')), 'What speaks for itself is this one signed link.').toEqual(['unsubscribe/[token]/now POST'])
})

describe.each(Object.keys(elsewhere))('from %s', (where) => {
  test('nothing is taken, in whatever form it is sent', async () => {
    const { session = '' } = world.shown['an administrator'] ?? {}
    const sendings = [...sendingsOfActions(), ...(await sendingsOfHandlers())]
    const before = await allThatIsKept(['made_anew'])
    const wrong: string[] = []
    const next = sendings.values()
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (const { name, path, method, headers, body } of next) {
        const answer = await fetch(site.url + path, { method, headers: { ...headers, ...showing({ session }), ...elsewhere[where] }, body: body?.(), redirect: 'manual' })
        const said = await answer.text()
        if (answer.status !== 403 || answer.headers.getSetCookie().length > 0 || !/page of this site/.test(said)) wrong.push(`${name}: ${answer.status}`)
      }
    }))
    expect(wrong).toEqual([])
    expect(sendings.length).toBeGreaterThan(300)
    expect(await allThatIsKept(['made_anew'])).toEqual(before)
  })
})

test('the same is taken from here', async () => {
  const door = doors.get('moderation chooseModeAction')
  const { session = '' } = world.shown['an administrator'] ?? {}
  const here: Record<string, string>[] = [{ origin: site.url }, { 'sec-fetch-site': 'same-origin' }]
  for (const from of here) {
    if (!door) throw new Error('There is no such door')
    const taken = await callAction(site.url, door, { mode: 'list', view: '' }, { ...showing({ session }), ...from })
    expect([taken.status < 400, taken.headers.getSetCookie().join().includes('list')]).toEqual([true, true])
    expect((await fetch(`${site.url}/theme`, { method: 'POST', headers: { ...showing({ session }), ...from }, body: new URLSearchParams({ theme: 'dark' }), redirect: 'manual' })).status).toBe(303)
  }
})

test('who shows no cookie has nothing that another site could use, and is still refused when a browser says it comes from one', async () => {
  const door = doors.get('sign-in signInWithPassword')
  if (!door) throw new Error('There is no such door')
  const send = (headers: Record<string, string>) => callAction(site.url, door, { who: 'x', password: 'x' }, headers)
  expect((await send({ origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})
