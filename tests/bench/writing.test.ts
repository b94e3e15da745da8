import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { writeSamples } from '#lib/samples/write-samples.ts'
import { operations } from './operations.ts'
import type { OperationName } from './operations.ts'
import { statementsOf } from './statements.ts'

beforeAll(async () => {
  await writeSamples({ posts: 2, comments: 40, pending: 12, decided: 20 }, () => {})
}, 120_000)

/** With BEGIN and COMMIT. */
test.each<[OperationName, number]>([
  ['one submission', 7], ['one decision', 13], ['one decision taken back', 12],
])('%s: one transaction of %i statements at most, each a way to the database and back', async (name, most) => {
  // What is looked up once, to have something to measure with, is no part of it.
  await operations[name]()
  if (name === 'one decision taken back') await operations['one decision']()
  const texts = (await statementsOf(operations[name])).map(({ text }) => text.replace(/\s+/g, ' ').trim())
  expect(texts.filter((text) => /^BEGIN/.test(text))).toHaveLength(1)
  expect(texts.filter((text) => /^COMMIT/.test(text))).toHaveLength(1)
  expect(texts.length, texts.join('\n')).toBeLessThanOrEqual(most)
})

test('the last decisions are not gone through for every text', async () => {
  await operations['one submission']()
  const texts = (await statementsOf(operations['one submission'])).map(({ text }) => text)
  expect(texts.filter((text) => /INSERT INTO comment /.test(text))).toHaveLength(1)
  expect(texts.filter((text) => /percentile_cont/.test(text))).toEqual([])
})

/** Prisma plans a statement once for all values that it takes out of it, and remembers a thousand plans by what is left. */
function plansRemembered(): Set<unknown> {
  const plans = new Set<unknown>()
  const set = vi.spyOn(Map.prototype, 'set').mockImplementation(function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
    if (typeof key === 'string' && key.startsWith('{"modelName"')) plans.add(key)
    return Reflect.apply(setPlainly, this, [key, value]) as Map<unknown, unknown>
  })
  onTestFinished(() => set.mockRestore())
  return plans
}

const setPlainly = Map.prototype.set

test.each<OperationName>(['one submission', 'one decision', 'one decision taken back'])('%s is planned no other way than those before', async (name) => {
  // Two of them in a row need two decisions before them.
  if (name === 'one decision taken back') for (const _ of [1, 2, 3, 4]) await operations['one decision']()
  const plans = plansRemembered()
  for (const _ of [1, 2]) await operations[name]()
  const known = new Set(plans)
  // A submission is written by statements of ours alone.
  if (name !== 'one submission') expect(known.size).toBeGreaterThan(0)
  for (const _ of [3, 4]) await operations[name]()
  expect([...plans].filter((plan) => !known.has(plan))).toEqual([])
})
