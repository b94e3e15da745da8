import { expect, test } from 'vitest'
import { Prisma } from '#database'
import { nameOfPlan, planOnce } from '#lib/kept-plans.ts'

test.each<[string, boolean]>([
  ['/* its plan is kept */ SELECT 1', true], ['SELECT 1', false],
  ['INSERT INTO "public"."decision" ("id") VALUES ($1)', true], ['UPDATE "public"."comment" SET "state" = $1 WHERE "id" = $2', true],
  ['SELECT "public"."comment"."id" FROM "public"."comment"', false], ['DELETE FROM "public"."reply_draft" WHERE "id" = $1', false],
])('the plan of %j is kept: %s', (sql, kept) => {
  expect(nameOfPlan(sql) !== undefined).toBe(kept)
  expect(nameOfPlan(sql)).toBe(nameOfPlan(sql))
})

test('what is written in ever new forms fills no memory, and takes none from what pages ask', () => {
  const names = Array.from({ length: 200 }, (_, place) => nameOfPlan(`INSERT INTO "public"."finding" VALUES (${place})`))
  expect(new Set(names).size).toBeLessThan(40)
  expect(nameOfPlan('/* its plan is kept */ SELECT 2')).toBeDefined()
})

test('who plans a statement sees no value of it that says its type', () => {
  const ids = ['01890000-0000-7000-8000-000000000001']
  const planned = planOnce(Prisma.sql`SELECT ${'a'}::text WHERE id = ANY(${ids}::uuid[]) AND at < ${'2026-01-01'}::timestamptz AND name = ${'Rae'}`)
  expect(planned.sql).toBe('/* its plan is kept */ SELECT (SELECT ?::text)::text WHERE id = ANY((SELECT ?::uuid[])::uuid[]) AND at < (SELECT ?::timestamptz)::timestamptz AND name = ?')
  expect(planned.values).toEqual(['a', ids, '2026-01-01', 'Rae'])
})
