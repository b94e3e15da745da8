import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { writeSamples } from '#lib/samples/write-samples.ts'
import { figuresOf, tableOf } from './figures.ts'
import { ofThreads, operations } from './operations.ts'
import type { OperationName } from './operations.ts'
import { plansOf, vacuum } from './plans-of.ts'
import { isReading, readPlan } from './read-plan.ts'
import type { PlanCost } from './read-plan.ts'
import { statementsOf } from './statements.ts'

async function rowsReadBy(name: OperationName): Promise<number> {
  return sumOfRows(await plansOf(operations[name]))
}

function sumOfRows(plans: PlanCost[]): number {
  return plans.reduce((sum, { rows }) => sum + rows, 0)
}

/** What a moderator waits for many times an hour. */
const often: OperationName[] = [
  'the queue, first page', 'the desk, one card at a time', 'the desk, as a list', 'filtered by kind', 'filtered by post', 'filtered by person',
  'filtered by rule', 'filtered by host', 'filtered by a rare host', 'searched for a rare word',
]

describe('what is read of a queue of 4,000', () => {
  const before = new Map<OperationName, number>()

  beforeAll(async () => {
    await writeSamples({ posts: 2, comments: 20, pending: 200, decided: 200 }, () => {})
    await vacuum()
    for (const name of often) before.set(name, await rowsReadBy(name))
    await writeSamples({ posts: 1, comments: 0, pending: 3_800, decided: 0 }, () => {})
    await vacuum()
  }, 120_000)

  test.each(often)('%s: no more than a page and what stands around it', async (name) => {
    expect(await rowsReadBy(name)).toBeLessThan(2 * (before.get(name) ?? 0) + 2_500)
  })
})

/** Permalinks are looked up before their part is read; of people with an account more is known. */
function statementsFor(name: OperationName): number {
  if (name.includes('moderator')) return 36
  return name.includes('reader') || name.includes('deepest') ? 10 : 4
}

/** A hundred names by their ids: of so short a thread PostgreSQL may rather go once along an index of all that is shown. */
function mostRows(name: OperationName): number {
  return name.includes('deepest') ? 6_500 : 3_000
}

describe('what is read of a thread of 4,000 with branches of 400 levels', () => {
  const found = new Map<OperationName, PlanCost[]>()

  beforeAll(async () => {
    await writeSamples({ posts: 1, comments: 4_000, pending: 0, decided: 0, levels: 400 }, () => {})
    // What is looked up once, to have something to measure with, is no part of it.
    for (const name of ofThreads) await operations[name]()
    await vacuum()
    for (const name of ofThreads) found.set(name, await plansOf(operations[name]))
  }, 120_000)

  test.each(ofThreads)('%s: no more than a part and who wrote it, in few statements', (name) => {
    const plans = found.get(name) ?? []
    const worst = plans.toSorted((a, b) => b.rows - a.rows)[0]
    expect(sumOfRows(plans), `${worst?.rows} by ${worst?.most}: ${worst?.statement}`).toBeLessThan(mostRows(name))
    expect(plans.length).toBeLessThanOrEqual(statementsFor(name))
  })

  test.each(ofThreads)('%s: nothing is walked through or put in order but what is shown', (name) => {
    const plans = found.get(name) ?? []
    expect(plans).not.toEqual([])
    expect(plans.filter(({ walked }) => walked.length > 0)).toEqual([])
    expect(plans.filter(({ sorted }) => sorted > 250)).toEqual([])
  })

  test('a thread that is read in another way is noticed', async () => {
    const client = new pg.Client({ connectionString: env().DATABASE_URL })
    await client.connect()
    const plan = await readPlan(client, { text: 'SELECT version FROM comment ORDER BY md5(version::text) LIMIT $1', values: [10] })
    await client.end()
    expect(plan).toMatchObject({ walked: ['comment'], sorted: expect.any(Number) })
    expect(plan.sorted).toBeGreaterThanOrEqual(4_000)
  })
})

describe('what is read for a card beside 4,000 decisions and as much that waits', () => {
  const found = new Map<OperationName, PlanCost[]>()
  const asked = ['the desk, one card at a time', 'like texts decided before'] as const

  beforeAll(async () => {
    for (const name of asked) await operations[name]()
    for (const name of asked) found.set(name, await plansOf(operations[name]))
  })

  test.each(asked)('%s: who wrote, what stands around and what was decided is looked up one by one', (name) => {
    const plans = found.get(name) ?? []
    expect(plans).not.toEqual([])
    expect(plans.flatMap(({ walked, statement }) => (walked.length > 0 ? [`${walked.join()}: ${statement}`] : []))).toEqual([])
    expect(plans.filter(({ anew }) => anew)).toEqual([])
  })

  // Where each person wrote much, going through all comments until one is theirs seems cheap, and is dear for whoever has none: here it seems cheaper still.
  test('whether somebody has a page is not looked for among all comments, however few people wrote them', async () => {
    const [statement] = await statementsOf(() => findShownPeople([randomUUID()]))
    const client = new pg.Client({ connectionString: env().DATABASE_URL })
    await client.connect()
    await client.query('SET random_page_cost = 20')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement?.text}`, statement?.values)
    await client.end()
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('comment_recent_of_person')
    expect(plan).not.toMatch(/Seq Scan on comment\b/)
  })

  test('like texts are found by the index of words, and of all that is found few decisions and texts are read', () => {
    const read = (table: string) => (found.get('like texts decided before') ?? []).reduce((sum, plan) => sum + (plan.read[table] ?? 0), 0)
    expect(read('decision')).toBeGreaterThan(0)
    expect(read('decision')).toBeLessThan(100)
    expect(read('comment_revision')).toBeGreaterThan(40)
    expect(read('comment_revision')).toBeLessThan(1_600)
  })
})

/** As many essays more, each like the one that is there: only what plans go by. */
const manyEssays = `
  SET session_replication_role = replica;
  CREATE TEMP TABLE chosen AS SELECT post_id FROM post_search LIMIT 1;
  CREATE TEMP TABLE copy AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS text, n FROM generate_series(1, 4000) n;
  INSERT INTO post SELECT (jsonb_populate_record(p, jsonb_build_object('id', copy.id, 'slug', 'copy-' || n, 'published_at', p.published_at - n * interval '1 hour',
      'published_revision_id', copy.text, 'draft_revision_id', NULL))).*
    FROM copy, post p WHERE p.id = (SELECT post_id FROM chosen);
  INSERT INTO post_revision SELECT (jsonb_populate_record(r, jsonb_build_object('id', copy.text, 'post_id', copy.id))).*
    FROM copy, post_revision r WHERE r.id = (SELECT published_revision_id FROM post WHERE id = (SELECT post_id FROM chosen));
  INSERT INTO thread SELECT (jsonb_populate_record(t, jsonb_build_object('post_id', copy.id))).* FROM copy, thread t WHERE t.post_id = (SELECT post_id FROM chosen);
  INSERT INTO post_search SELECT (jsonb_populate_record(s, jsonb_build_object('post_id', copy.id))).* FROM copy, post_search s WHERE s.post_id = (SELECT post_id FROM chosen);
  DROP TABLE copy, chosen; SET session_replication_role = origin; ANALYZE`

describe('what is read of very many essays', () => {
  beforeAll(async () => {
    await writeSamples({ posts: 3, comments: 20, pending: 0, decided: 0 }, () => {})
    // Which essay they are about is looked up once.
    for (const name of ['what to read after it', 'the front page'] as const) await operations[name]()
    const client = new pg.Client({ connectionString: env().DATABASE_URL })
    await client.connect()
    await client.query(manyEssays)
    await client.end()
  })

  test.each<[OperationName, number]>([['what to read after it', 3_000], ['the front page', 1_500]])('%s: a few, each looked up by itself', async (name, most) => {
    await operations[name]()
    const plans = await plansOf(operations[name])
    expect(plans.flatMap(({ walked, statement }) => (walked.some((table) => ['post', 'thread', 'post_search'].includes(table)) ? [statement] : []))).toEqual([])
    expect(sumOfRows(plans)).toBeLessThan(most)
  })

  // A few rows are read quicker without an index: with that forbidden it is seen whether there is one to be read along when there are many.
  test.each<[OperationName, RegExp, string]>([
    ['the front page', /published_post"\."published_at"/, 'post_newest'], ['the feed', /published_post"\."published_at"/, 'post_newest'],
  ])('%s: the first along an index, and none of the others', async (name, which, index) => {
    await operations[name]()
    const statement = (await statementsOf(operations[name])).find(({ text }) => which.test(text) && /ORDER BY/.test(text))
    const client = new pg.Client({ connectionString: env().DATABASE_URL })
    await client.connect()
    await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement?.text}`, statement?.values)
    await client.end()
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/\bSort\b|Seq Scan/)
  })
})

describe('a plan', () => {
  test('counts the rows that a step threw away', async () => {
    const client = new pg.Client({ connectionString: env().DATABASE_URL })
    await client.connect()
    const cost = await readPlan(client, { text: 'SELECT id FROM review_item WHERE version = $1', values: [77] })
    await client.end()
    expect(cost.rows).toBeGreaterThanOrEqual(4_000)
    expect(cost.most).toBe('Seq Scan on review_item')
  })

  test.each([
    ['SELECT 1', true], ['WITH a AS (SELECT 1) SELECT * FROM a', true], ['SELECT id FROM thread FOR NO KEY UPDATE', false],
    ['UPDATE x SET y = 1', false], ['WITH a AS (DELETE FROM x RETURNING *) SELECT * FROM a', false], ['SELECT set_config(1, 2, 3)', false],
  ])('of %j is read: %s', (text, reading) => {
    expect(isReading({ text, values: [] })).toBe(reading)
  })
})

test('figures are the middle and what nineteen of twenty stay below', () => {
  expect(figuresOf([5, 1, 2, 4, 3])).toEqual({ median: 3, p95: 5 })
  expect(figuresOf(Array.from({ length: 100 }, (_, index) => index))).toEqual({ median: 50, p95: 95 })
  expect(tableOf([['What', 'ms'], ['a page', '12.5']])).toBe('What      ms\na page  12.5')
})
