import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statusOf } from '#lib/refusal.ts'
import { database } from '../database/fenced-database.ts'
import { startSite } from '../web/site.ts'
import { actions } from './actions.ts'
import type { Press } from './actions.ts'
import { allThatIsKept, passing, standing, whenQuiet } from './all-that-is-kept.ts'
import { callAction } from './call-action.ts'
import { isNobody, refusalStatuses, shownBy, showing } from './knock.ts'
import { kinds, makeWorld } from './people.ts'
import type { Kind, Shown, World } from './people.ts'
import { readActions, readDoors } from './read-actions.ts'
import { scenes } from './scenes/scenes.ts'
import type { Scene } from './scenes/scene.ts'
import { whoMay } from './who-may.ts'

// Every server action, called by its id at the server that people use, with what its form would send, by every kind of person.

const inSource = await readActions()

let world: World
let site: Awaited<ReturnType<typeof startSite>>
let doors: Awaited<ReturnType<typeof readDoors>>

beforeAll(async () => {
  world = await makeWorld()
  site = await startSite()
  doors = await readDoors()
}, 400_000)
afterAll(() => database.end())

test('every action says who may press it', () => {
  expect(inSource.filter((name) => !(name in actions)), 'These actions have no line in tests/gates/actions.ts: please say what they carry out, or who may press them.').toEqual([])
  expect(Object.keys(actions).filter((name) => !inSource.includes(name)), 'These lines of tests/gates/actions.ts are about actions that are not there any more.').toEqual([])
  expect([...doors.keys()].filter((name) => !(name in actions)), 'The build has these actions, which the source does not name.').toEqual([])
})

const presses = inSource.flatMap((name) => (actions[name] ?? []).map((press) => ({ name, press, what: press.does ?? 'nothing that is kept' })))

describe.each(presses)('$name carries out $what', ({ name, press }) => {
  test('for whoever may, and for nobody else', async () => {
    const door = doors.get(name)
    if (!door) throw new Error(`Nothing in the build calls ${name}`)
    const scene = await (press.scene ?? scenes[press.does ?? ''])?.(world)
    if (!scene) throw new Error(`There is no scene for ${name}`)
    const fields = fieldsOf(press, scene)
    const may = mayPress(press)
    await database.query('DELETE FROM rate_limit')
    const before = await whenQuiet()
    const call = (shown: Shown) => callAction(site.url, door, fields, { ...showing(shown), origin: site.url })
    const wrong = await Promise.all(pressing.filter((each) => !may(each)).map(async (kind) => {
      const shown = await shownBy(kind, scene, world)
      const answer = shown && (await call(shown))
      await answer?.arrayBuffer()
      return !answer || refusalsOf(kind, press, scene).includes(answer.status) ? [] : [`${kind}: ${answer.status} ${answer.headers.get('location') ?? ''}`]
    }))
    expect(wrong.flat()).toEqual([])
    expect(await allThatIsKept(standing)).toEqual(before)
    await pressedByOneWhoMay(press, scene, call)
  })
})

/** Of those who are nobody at a form, some stand for the others: whether a session or a token counts is asked in one place, and tried with every command. */
const pressing = kinds.filter((kind) => !['a session that is over', 'a token of a reader', 'a token of a banned moderator', 'a revoked token'].includes(kind))

/** Without this a form that nobody at all could press would look well guarded. */
async function pressedByOneWhoMay(press: Press, scene: Scene, call: (shown: Shown) => Promise<Response>) {
  const may = mayPress(press)
  const kind = (['the owner', 'somebody invited', 'a reader', 'an author', 'a moderator', 'an administrator', 'nobody'] as const).find((each) => may(each) && (each !== 'the owner' || scene.owner))
  if (!kind) return
  const before = await whenQuiet(passing)
  const answer = await call((await shownBy(kind, scene, world)) ?? {})
  const text = await answer.text()
  const done = answer.status < 400 || (press.orTooLate === true && answer.status === 409)
  expect(done, `${kind}: ${answer.status} ${text}`).toBe(true)
  if (!press.quiet) expect(await allThatIsKept(passing)).not.toEqual(before)
}

/** Who is nobody is asked to sign in; to the others it is forbidden, or not there. */
function refusalsOf(kind: Kind, { who }: Press, { otherwise = [] }: Scene): number[] {
  return [...refusalStatuses(isStranger(kind) && who?.length !== 0), ...otherwise.map((code) => statusOf({ ok: false, code, message: '' }))]
}

/** A token opens no form, so who shows one is nobody there. Who has left has no session any more. */
function mayPress({ does, who }: Press) {
  const list = who ?? whoMay[does ?? ''] ?? []
  return (kind: Kind) => list.includes(isStranger(kind) ? 'nobody' : kind)
}

/** For whom a form is nobody's: who shows a token as well. */
function isStranger(kind: Kind): boolean {
  return isNobody(kind) || kind.includes('token')
}

function fieldsOf({ fields }: Press, scene: Scene): Record<string, string> {
  const input = Object.fromEntries(Object.entries(scene.input as object).filter(([, value]) => typeof value !== 'object').map(([name, value]) => [name, String(value)]))
  return { ...(fields?.(input) ?? input), ...scene.fields }
}
