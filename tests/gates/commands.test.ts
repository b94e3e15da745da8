import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryOutWithin, runCommand } from '#lib/command.ts'
import { writer } from '#lib/database.ts'
import { changePassword } from '#lib/people/change-password.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { database } from '../database/fenced-database.ts'
import { allThatIsKept } from './all-that-is-kept.ts'
import { isNobody } from './knock.ts'
import { kinds, makeWorld, viewerBy } from './people.ts'
import type { Kind, World } from './people.ts'
import { readCommands } from './read-commands.ts'
import type { AnyCommand } from './read-commands.ts'
import { scenes } from './scenes/scenes.ts'
import type { Scene } from './scenes/scene.ts'
import { machineOnly, whoMay } from './who-may.ts'

// Every command of the source, called as itself with an input that is right, by every kind of person.

const commands = await readCommands()

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => database.end())

test('every command says who may carry it out', () => {
  const named = [...Object.keys(whoMay), ...machineOnly]
  expect([...commands.keys()].filter((name) => !named.includes(name)), 'These commands have no line in tests/gates/who-may.ts: please say who may carry them out.').toEqual([])
  expect(named.filter((name) => !commands.has(name)), 'These lines of tests/gates/who-may.ts are about commands that are not there any more.').toEqual([])
  expect(Object.keys(whoMay).filter((name) => !(name in scenes)), 'These commands need a scene in tests/gates/scenes with an input that is right.').toEqual([])
})

/** Never the command of a module that keeps it: what it offers instead. */
const keptByTheirModule = ['change-password']

describe.each(Object.keys(whoMay).filter((name) => !keptByTheirModule.includes(name)))('%s', (name) => {
  test('is done for whoever may, and for nobody else', async () => {
    const definition = commands.get(name)
    const scene = await scenes[name]?.(world)
    if (!definition || !scene) throw new Error(`${name} cannot be tried`)
    const wrong: string[] = []
    const before = await allThatIsKept(written)
    for (const kind of kinds) {
      const viewer = await viewerBy(world, kind, scene)
      if (!viewer) continue
      const may = whoMay[name]?.includes(kind) === true
      const answer = may ? await tried(definition, viewer, scene.input) : await runCommand(definition, viewer, inputFor(kind, scene))
      const verdict = judge(kind, may, answer, scene.otherwise)
      if (verdict) wrong.push(`${kind}: ${verdict}`)
    }
    expect(wrong).toEqual([])
    expect(await allThatIsKept(written)).toEqual(before)
  })
})

/** Who asked was signed in for it, and that somebody was refused is written down. */
const written = ['session', 'security_event']

const inputFor = (kind: Kind, scene: Scene) => (kind === 'a party' ? scene.partyInput : scene.input)

/** What the command answers; all that it did is taken back. */
async function tried(definition: AnyCommand, viewer: Viewer, input: unknown): Promise<Outcome<unknown>> {
  let answer: Outcome<unknown> | undefined
  await writer().$transaction(async (tx) => {
    answer = await carryOutWithin(tx, definition, viewer, input, new Date())
    throw new Error('taken back')
  }).catch((error: unknown) => {
    if (!answer) throw error
  })
  if (!answer) throw new Error('There was no answer')
  return answer
}

/** Who is nobody is asked to sign in; the others hear that it is not for them, or is not there. */
function judge(kind: Kind, may: boolean, answer: Outcome<unknown>, otherwise: readonly string[] = ['forbidden', 'not-found']): string {
  if (answer.ok) return may ? '' : 'it was done'
  if (may) return `it was refused: ${answer.code}, ${answer.message}`
  const expected = isNobody(kind) ? ['signed-out'] : [...otherwise, 'forbidden']
  return expected.includes(answer.code) ? '' : `the refusal was ${answer.code}: ${answer.message}`
}

test.each(machineOnly)('%s is for the machine alone', async (name) => {
  const definition = commands.get(name)
  if (!definition) throw new Error(`${name} is not there`)
  expect(definition.least).toBe('operator')
  const before = await allThatIsKept(written)
  const answers = await Promise.all(kinds.map(async (kind) => {
    const viewer = await viewerBy(world, kind, { owner: world.ida, party: world.mo })
    const answer = viewer ? await runCommand(definition, viewer, {}) : null
    return answer && (answer.ok || !['signed-out', 'forbidden'].includes(answer.code)) ? [kind] : []
  }))
  expect(answers.flat()).toEqual([])
  expect(await allThatIsKept(written)).toEqual(before)
})

test('change-password is done for whoever is signed in', async () => {
  for (const kind of kinds) {
    const viewer = await viewerBy(world, kind, {})
    if (!viewer || kind === 'somebody who has left') continue
    const answer = await changePassword(viewer, '', { presentPassword: 'not this one', password: 'a phrase of seven unusual words' })
    expect(answer).toMatchObject({ ok: false, code: whoMay['change-password']?.includes(kind) ? 'invalid' : 'signed-out' })
  }
})
