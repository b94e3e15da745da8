import { beforeAll, expect, test } from 'vitest'
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
