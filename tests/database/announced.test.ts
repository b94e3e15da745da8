import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { readAnnouncement, staleAfter } from '#lib/http/pages/stale-pages.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { addOneOfEach } from '../staleness/one-of-each.ts'
import { Watch } from '../staleness/what-readers-see.ts'
import { database, rows, value } from './fenced-database.ts'

// Whenever a view shows another thing, an announcement must have been about it: about that essay where it stands under one, or about all.
// tests/web/staleness.test.ts changes every table that readers are shown something of in every way that it allows.

let watch: Watch
let tables: string[]

beforeAll(async () => {
  await loadDemo()
  await closeDatabase()
  await addOneOfEach(database)
  watch = await Watch.open(env().DATABASE_URL)
  tables = [...watch.viewsOf.keys()]
}, 300_000)

afterAll(async () => {
  await watch.end()
  await database.end()
})

test('there is a row of every table to be changed', async () => {
  const empty = await Promise.all(tables.map(async (table) => ((await rows(`SELECT FROM ${table} LIMIT 1`)).length === 0 ? [table] : [])))
  expect(empty.flat()).toEqual([])
})

test('a table is not emptied in silence either', async () => {
  const guarded = (await rows(`SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgtype & 32 <> 0`)).map(({ name }) => String(name))
  expect(tables.filter((table) => !guarded.includes(table))).toEqual([])
  await database.query(`INSERT INTO ping (id, post_id, kind, title, url, text, at, approved) SELECT gen_random_uuid(), id, 'pingback', '', 'https://elsewhere.example/', '', now(), true FROM published_post`)
  await watch.see(async () => {})
  expect(await watch.see(() => database.query('TRUNCATE ping'))).toEqual({ changed: ['published_ping'], told: ['emptied:ping'], untold: [] })
})

test('a comment that is somebody else’s from now on is announced for whoever had no other', async () => {
  const [one] = await rows(`
    SELECT c.id, c.author_id AS writer FROM comment c JOIN published_comment p ON p.id = c.id AND NOT p.tombstone
    WHERE c.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM comment o WHERE o.author_id = c.author_id AND o.id <> c.id AND o.state = 'published') LIMIT 1`)
  const other = await value(`SELECT author_id FROM comment WHERE state = 'published' AND author_id <> $1 GROUP BY 1 HAVING count(*) > 1 LIMIT 1`, [one?.writer])
  for (const writer of [other, one?.writer]) {
    const seen = await watch.see(() => database.query('UPDATE comment SET author_id = $1 WHERE id = $2', [writer, one?.id]))
    expect(seen?.told).toContain(`person:${String(one?.writer)}`)
    expect(seen?.untold).toEqual([])
  }
})

test('another approved text of a comment is announced, and so is one that a newer renderer made', async () => {
  const [one] = await rows(`
    SELECT c.id, 'conversation:' || p.slug AS page FROM published_comment c JOIN post p ON p.id = c.post_id WHERE NOT c.tombstone LIMIT 1`)
  const text = await value<string>(`
    INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason)
    VALUES (gen_random_uuid(), $1, 'Other words', 'Other words', 'Other words', 1, 'edited') RETURNING id`, [one?.id])
  const ways = [
    () => database.query(`UPDATE comment c SET approved_revision_id = r.id, approved_digest = r.digest FROM comment_revision r WHERE r.id = $1 AND c.id = r.comment_id`, [text]),
    () => database.query(`UPDATE comment_revision SET html = '<p>Other words</p>', renderer_version = 2 WHERE id = $1`, [text]),
  ]
  for (const way of ways) {
    const seen = await watch.see(way)
    expect(seen?.changed).toContain('published_comment')
    expect(seen?.told).toContain(one?.page)
    expect(seen?.untold).toEqual([])
  }
})

test('every announcement is one that the table of stale pages knows', async () => {
  const sources = await rows(`SELECT prosrc AS source, proname AS name FROM pg_proc WHERE prosrc LIKE '%afterword_stale%' AND pronamespace = 'public'::regnamespace`)
  const named = sources.flatMap(({ source }) => [...String(source).matchAll(/'afterword_stale',\s*'(\w+):/g)].map(([, name]) => name))
  const given = (await rows(`SELECT tgargs FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'notify_stale'`)).map(({ tgargs }) => String(tgargs).split('\0')[0])
  const announced = new Set([...named, ...given])
  expect([...announced].filter((name) => !Object.hasOwn(staleAfter, name ?? ''))).toEqual([])
  expect(Object.keys(staleAfter).filter((name) => !announced.has(name))).toEqual([])
})

test('what is said under an essay makes its own pages and all lists stale, and what nobody knows makes everything stale', () => {
  const page = (essay: string | null) => ({ kind: 'essay', url: '/', theme: 'system', essay }) as const
  const stale = (payload: string) => ['rain', 'snow', null].filter((essay) => readAnnouncement(payload)(page(essay)))
  expect(stale('conversation:rain')).toEqual(['rain', null])
  for (const unknown of ['weather:rain', 'constructor:rain', 'rain', '']) expect(stale(unknown)).toEqual(['rain', 'snow', null])
})

test('what nobody is shown is not announced: a reply that waits, a draft that is written', async () => {
  const [post] = await rows(`SELECT id FROM published_post LIMIT 1`)
  const seen = await watch.see(async () => {
    const id = await value<string>(`INSERT INTO comment (id, post_id) VALUES (gen_random_uuid(), $1) RETURNING id`, [post?.id])
    await database.query(`UPDATE comment SET state = 'rejected' WHERE id = $1`, [id])
    await database.query(`UPDATE post SET updated_at = now(), draft_version = draft_version + 1 WHERE id = $1`, [post?.id])
  })
  expect(seen).toEqual({ changed: [], told: [], untold: [] })
})
