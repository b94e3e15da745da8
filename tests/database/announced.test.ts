import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { staleAfter } from '#lib/http/pages/stale-pages.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { addOneOfEach } from '../staleness/one-of-each.ts'
import { Watch } from '../staleness/what-readers-see.ts'
import { database, rows, value } from './fenced-database.ts'

// Every table that readers are shown something of is changed in every way that it allows, past every command. Whenever a view shows another
// thing afterwards, an announcement must have been about it: about that essay where it stands under one, or about all.

type Column = { table: string; column: string; type: string; of: string; optional: boolean; points: string | null }

let columns: Column[]
let watch: Watch
let tables: string[]

beforeAll(async () => {
  await loadDemo()
  await closeDatabase()
  await addOneOfEach(database)
  watch = await Watch.open(env().DATABASE_URL)
  tables = [...watch.viewsOf.keys()]
  // What the views read, as the database itself knows it, and where it points.
  columns = (await rows(`
    SELECT DISTINCT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type, t.typtype AS of, NOT a.attnotnull AS optional,
      (SELECT f.confrelid::regclass::text FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.conkey[1] = a.attnum LIMIT 1) AS points
    FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
    JOIN pg_class c ON c.oid = d.refobjid AND c.relkind = 'r'
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid JOIN pg_type t ON t.oid = a.atttypid
    WHERE v.relkind = 'v' AND v.relname LIKE 'published\\_%' AND v.relname !~ '(_search|_media)$'
    ORDER BY 1, 2`)) as Column[]
}, 300_000)

afterAll(async () => {
  await watch.end()
  await database.end()
})

test('there is a row of every table to be changed', async () => {
  const empty = await Promise.all(tables.map(async (table) => ((await rows(`SELECT FROM ${table} LIMIT 1`)).length === 0 ? [table] : [])))
  expect(empty.flat()).toEqual([])
})

/** Other values of a column. */
async function others({ table, column, type, of, optional, points }: Column): Promise<string[]> {
  const none = optional ? ['NULL'] : []
  if (points) return [...[0, 1, 2].map((skip) => `(SELECT id FROM ${points} other WHERE id <> ${table}.${column} OR ${table}.${column} IS NULL ORDER BY md5(id::text) OFFSET ${skip} LIMIT 1)`), ...none]
  if (of === 'e') return (await rows(`SELECT unnest(enum_range(NULL::${type}))::text AS each`)).map(({ each }) => `'${String(each)}'`)
  if (type === 'boolean') return [`NOT ${column}`]
  if (/^(integer|smallint|bigint|numeric)/.test(type)) return [`coalesce(${column}, 99) + 1`, ...none]
  if (type.startsWith('timestamp')) return [`coalesce(${column}, now()) - interval '1 day'`, ...none]
  if (type === 'jsonb') return [`CASE WHEN jsonb_typeof(${column}) = 'array' THEN ${column} || '[]' ELSE '"roles"'::jsonb END`]
  if (type === 'uuid') return ['gen_random_uuid()', ...none]
  if (type === 'bytea') return [`${column} || '\\x01'`]
  if (type === 'text[]') return [`${column} || '{sea}'::text[]`]
  if (type === 'uuid[]') return [`'{}'`]
  return [`coalesce(${column}, '') || ' anew'`, `coalesce(${column}, '') || 'anew'`]
}

/** What has to be written along with a column, where the database lets it change in no other way. */
const along: Record<string, string> = {
  'comment_revision.html': 'renderer_version = renderer_version + 1', 'comment_revision.text': 'renderer_version = renderer_version + 1',
  ...Object.fromEntries(['html', 'text', 'headings', 'words', 'content_notes'].map((column) => [`post_revision.${column}`, 'renderer_version = renderer_version + 1'])),
  ...Object.fromEntries(['kind', 'place', 'said_at', 'taken_back_at'].map((column) => [`update_note.${column}`, 'version = version + 1'])),
  'comment.guest_id': 'author_id = NULL', 'comment.author_id': 'guest_id = NULL',
}

/** A few rows of a table, by where they lie. */
async function someOf(table: string): Promise<string[]> {
  const found = await rows(`SELECT ctid::text AS place FROM ${table} ORDER BY md5(ctid::text) LIMIT 4`)
  return found.map(({ place }) => String(place))
}

test('whatever is written over another value', async () => {
  const silent: string[] = []
  const seen = new Set<string>()
  for (const column of columns) {
    const name = `${column.table}.${column.column}`
    const values = await others(column)
    const ways = (await someOf(column.table)).flatMap((place) => values.map((each) => ({ place, each })))
    for (const { place, each } of ways) {
      const more = along[name] ? `, ${along[name]}` : ''
      const found = await watch.see(() => database.query(`UPDATE ${column.table} SET ${column.column} = ${each}${more} WHERE ctid = '${place}'`), [column.table])
      if (!found || found.changed.length === 0) continue
      seen.add(name)
      if (found.untold.length > 0) silent.push(`${name}: ${found.untold.join(', ')} after ${found.told.join(' ')}`)
      break
    }
  }
  expect(silent).toEqual([])
  expect(seen.size).toBeGreaterThan(65)
}, 240_000)

test('whatever is taken away, and what is put there', async () => {
  const silent: string[] = []
  const seenOf = new Set<string>()
  for (const table of tables) {
    for (const place of await someOf(table)) {
      const row = await value<string>(`SELECT to_jsonb(t)::text FROM ${table} t WHERE ctid = '${place}'`).catch(() => null)
      if (row === null) continue
      const gone = await watch.see(() => database.query(`DELETE FROM ${table} WHERE ctid = '${place}'`))
      const again = gone ? await watch.see(() => database.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1)).*`, [row])) : await watch.see(() => insertLike(table, row))
      for (const [what, seen] of [['DELETE', gone], ['INSERT', again]] as const) {
        if (!seen || seen.changed.length === 0) continue
        seenOf.add(`${what} ${table}`)
        if (seen.untold.length > 0) silent.push(`${what} ${table}: ${seen.untold.join(', ')} after ${seen.told.join(' ')}`)
      }
    }
  }
  expect([...new Set(silent)]).toEqual([])
  expect(seenOf.size).toBeGreaterThan(16)
}, 240_000)

/** One more row like one that is there, with keys of its own. */
async function insertLike(table: string, row: string) {
  const keys = await rows(`
    SELECT DISTINCT a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = $1::regclass AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = i.indrelid AND f.contype = 'f' AND a.attnum = ANY(f.conkey))`, [table])
  const own = keys.map(({ name, type }) => `'${String(name)}', ${type === 'uuid' ? 'gen_random_uuid()::text' : `($1::jsonb ->> '${String(name)}') || 'x'`}`)
  await database.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1::jsonb || jsonb_build_object(${own.join(', ')}))).*`, [row])
}

test('a table is not emptied in silence either', async () => {
  const guarded = (await rows(`SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgtype & 32 <> 0`)).map(({ name }) => String(name))
  expect(tables.filter((table) => !guarded.includes(table))).toEqual([])
  await database.query(`INSERT INTO ping (id, post_id, kind, title, url, text, at, approved) SELECT gen_random_uuid(), id, 'pingback', '', 'https://elsewhere.example/', '', now(), true FROM published_post`)
  await watch.see(async () => {})
  expect(await watch.see(() => database.query('TRUNCATE ping'))).toEqual({ changed: ['published_ping'], told: ['emptied:ping'], untold: [] })
})

test('every announcement is one that the table of stale pages knows', async () => {
  const sources = await rows(`SELECT prosrc AS source, proname AS name FROM pg_proc WHERE prosrc LIKE '%afterword_stale%' AND pronamespace = 'public'::regnamespace`)
  const named = sources.flatMap(({ source }) => [...String(source).matchAll(/'afterword_stale',\s*'(\w+):/g)].map(([, name]) => name))
  const given = (await rows(`SELECT tgargs FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'notify_stale'`)).map(({ tgargs }) => String(tgargs).split('\0')[0])
  const announced = new Set([...named, ...given])
  expect([...announced].filter((name) => !Object.hasOwn(staleAfter, name ?? ''))).toEqual([])
  expect(Object.keys(staleAfter).filter((name) => !announced.has(name))).toEqual([])
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
