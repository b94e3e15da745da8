import { expect, test } from 'vitest'
import { Prisma } from '#database'
import { ask, askTogether, bytesOf, insideQuestion, known, momentOf, publicQuestion } from '#lib/ask.ts'
import { statementsOf } from './bench/statements.ts'

const numbers = publicQuestion(Prisma.sql`SELECT n FROM generate_series(1, ${3}::int) n ORDER BY n DESC`, (rows: { n: number }[]) => rows.map(({ n }) => n))
const nothing = publicQuestion(Prisma.sql`SELECT 1 AS one WHERE false`, (rows: { one: number }[]) => rows.length)

test('several questions are one statement, and each gets its own answer in its own order', async () => {
  await ask(numbers)
  const heard = await statementsOf(async () => {
    expect(await askTogether({ numbers, kept: known('as it was'), nothing })).toEqual({ numbers: [3, 2, 1], kept: 'as it was', nothing: 0 })
  })
  expect(heard).toHaveLength(1)
})

test('what is known is not asked', async () => {
  expect(await statementsOf(async () => expect(await askTogether({ one: known(1), two: known([2]) })).toEqual({ one: 1, two: [2] }))).toEqual([])
})

test('moments and bytes come back as they were stored', async () => {
  const stored = publicQuestion(Prisma.sql`SELECT '2026-11-23 04:05:06.789+00'::timestamptz AS at, decode('00ff7f', 'hex') AS path`, (rows: { at: string; path: string }[]) => rows)
  const [row] = await ask(stored)
  expect([momentOf(row?.at ?? ''), bytesOf(row?.path ?? '')]).toEqual([new Date('2026-11-23T04:05:06.789Z'), Uint8Array.from([0, 255, 127])])
})

test('what everybody may see is asked as everybody, unless something else is asked with it', async () => {
  const role = Prisma.sql`SELECT current_user::text AS who`
  const read = ([row]: { who: string }[]) => row?.who
  const [open, inside] = [await ask(publicQuestion(role, read)), await ask(insideQuestion(role, read))]
  expect(open).toBe('afterword_public')
  expect(await askTogether({ open: publicQuestion(role, read), inside: insideQuestion(role, read) })).toEqual({ open: inside, inside })
})
