import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '../database/fenced-database.ts'
import { startSite } from '../web/site.ts'
import { handlers, mayAsk } from './handlers.ts'
import type { Handler } from './handlers.ts'
import { isNobody, refusalStatuses, shownBy, showing } from './knock.ts'
import { kinds, makeWorld } from './people.ts'
import type { Kind, World } from './people.ts'
import { allThatIsKept, passing, standing, whenQuiet } from './all-that-is-kept.ts'
import { readHandlers } from './read-handlers.ts'
import { whoMay } from './who-may.ts'

// Every route handler, asked at the server that people use, with what is right for it, by every kind of person.

const inSource = await readHandlers()

let world: World
let site: Awaited<ReturnType<typeof startSite>>

beforeAll(async () => {
  world = await makeWorld()
  site = await startSite()
}, 400_000)
afterAll(() => database.end())

test('every handler says who may ask it', () => {
  expect(inSource.filter((name) => !(name in handlers)), 'These handlers have no line in tests/gates/handlers.ts: please say what they carry out, or who may ask.').toEqual([])
  expect(Object.keys(handlers).filter((name) => !inSource.includes(name)), 'These lines of tests/gates/handlers.ts are about handlers that are not there any more.').toEqual([])
})

const questions = inSource.flatMap((name) => (handlers[name] ?? []).map((handler) => ({ name, handler, what: handler.does ?? 'nothing that is kept' })))

describe.each(questions)('$name carries out $what', ({ name, handler }) => {
  test('for whoever may, and for nobody else', async () => {
    const method = name.split(' ')[1]?.replace('*', 'GET') ?? 'GET'
    const { path, body, headers, owner } = await handler.ask(world)
    const may = mayAsk(handler, whoMay, isNobody)
    await database.query('DELETE FROM rate_limit')
    const call = async (kind: Kind) => {
      const shown = await shownBy(kind, { input: {}, owner }, world)
      const answer = shown && (await fetch(site.url + path, { method, body, headers: { ...headers, ...showing(shown), ...(shown.token ? {} : { origin: site.url }) }, redirect: 'manual' }))
      // A stream has no end; everything else is read to its own.
      await (answer?.headers.get('content-type')?.startsWith('text/event-stream') ? answer.body?.cancel() : answer?.arrayBuffer())
      return answer
    }
    const before = await whenQuiet()
    const wrong = await Promise.all(kinds.filter((kind) => !may(kind)).map(async (kind) => {
      const answer = await call(kind)
      const expected = handler.refusedBy ?? refusalStatuses(isNobody(kind) || (handler.sessionOnly === true && kind.includes('token')))
      return !answer || expected.includes(answer.status) ? [] : [`${kind}: ${answer.status}`]
    }))
    expect(wrong.flat()).toEqual([])
    expect(await allThatIsKept(standing)).toEqual(before)
    await askedByThoseWhoMay(handler, method, call)
  })
})

/** What only reads is read by everybody who may, and changes nothing; what writes is written by one of them, and does. */
async function askedByThoseWhoMay(handler: Handler, method: string, call: (kind: Kind) => Promise<Response | null>) {
  const may = kinds.filter(mayAsk(handler, whoMay, isNobody))
  const before = await whenQuiet(passing)
  const answers = method === 'GET' ? await Promise.all(may.map(call)) : [await firstAnswer(firstAmong.filter((kind) => may.includes(kind)), call)]
  const asked = answers.filter((answer) => answer !== null)
  expect(asked.map(({ status }) => status).filter((status) => status >= 400)).toEqual([])
  if (handler.who?.length === 0) return
  expect(asked.length, 'Nobody at all could ask').toBeGreaterThan(0)
  if (method === 'GET') expect(await allThatIsKept(passing)).toEqual(before)
  else if (!handler.quiet) expect(await allThatIsKept(passing)).not.toEqual(before)
}

/** By the first of these of whom there is one here. */
async function firstAnswer(among: readonly Kind[], call: (kind: Kind) => Promise<Response | null>): Promise<Response | null> {
  for (const kind of among) {
    const answer = await call(kind)
    if (answer) return answer
  }
  return null
}

const firstAmong: Kind[] = ['the owner', 'a reader', 'an author', 'a moderator', 'an administrator', 'nobody']

test('a method that an address does not give changes nothing, and says which it gives', async () => {
  const before = await whenQuiet()
  const { session = '' } = world.shown['an administrator'] ?? {}
  const wrong = await Promise.all(inSource.filter((name) => !name.endsWith('*')).map(async (name) => {
    const [folder = ''] = name.split(' ')
    const given = inSource.filter((each) => each.startsWith(`${folder} `)).map((each) => each.split(' ')[1])
    const others = ['POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !given.includes(method))
    return Promise.all(others.map(async (method) => {
      const answer = await fetch(`${site.url}/${folder.replaceAll(/\[[.\w]+\]/g, 'x')}`, { method, headers: { ...showing({ session }), origin: site.url }, redirect: 'manual' })
      await answer.arrayBuffer()
      return [404, 405].includes(answer.status) ? [] : [`${method} ${folder}: ${answer.status}`]
    }))
  }))
  expect(wrong.flat(2)).toEqual([])
  expect(await allThatIsKept(standing)).toEqual(before)
})
