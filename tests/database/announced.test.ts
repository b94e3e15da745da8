import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { staleAfter } from '#lib/http/pages/stale-pages.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { database, rows, value } from './fenced-database.ts'

// Every table that readers are shown something of is changed in every way that it allows, past every command. Whenever what the views show is
// another thing afterwards, it must have been announced.

type Column = { table: string; column: string; type: string; of: string }

let columns: Column[]
let ear: pg.Client
const heard: string[] = []

beforeAll(async () => {
  await loadDemo()
  await closeDatabase()
  ear = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await ear.connect()
  ear.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await ear.query('LISTEN afterword_stale')
  // What the views read, as the database itself knows it.
  columns = (await rows(`
    SELECT DISTINCT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type, t.typtype AS of
    FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
    JOIN pg_class c ON c.oid = d.refobjid AND c.relkind = 'r'
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid JOIN pg_type t ON t.oid = a.atttypid
    WHERE v.relkind = 'v' AND v.relname LIKE 'published\\_%' AND v.relname NOT IN ('published_post_search', 'published_comment_search', 'published_person_search', 'published_work_search', 'published_media')
    ORDER BY 1, 2`)) as Column[]
}, 300_000)

afterAll(async () => {
  await ear.end()
  await database.end()
})

/** All that pages read, but for the search and the right to see a picture, which are asked anew each time. */
async function readViews(): Promise<Record<string, string>> {
  const views = await rows(`SELECT relname AS name FROM pg_class WHERE relkind = 'v' AND relname LIKE 'published\\_%' AND relname !~ '(search|media)$' ORDER BY 1`)
  const digests = await Promise.all(views.map(({ name }) => value<string>(`SELECT coalesce(md5(string_agg(v::text, '' ORDER BY v::text)), '') FROM ${String(name)} v`)))
  return Object.fromEntries(views.map(({ name }, place) => [String(name), digests[place] ?? '']))
}

/** Carries something out and says what of it readers see, and what was announced; null where the database refuses it. */
async function watch(change: () => Promise<unknown>): Promise<{ changed: string[]; told: string[] } | null> {
  const before = await readViews()
  await ear.query('SELECT 1')
  heard.length = 0
  try {
    await change()
  } catch (error) {
    if (error instanceof pg.DatabaseError) return null
    throw error
  }
  const after = await readViews()
  await ear.query('SELECT 1')
  return { changed: Object.keys(after).filter((view) => after[view] !== before[view]), told: [...heard] }
}

/** Another value of the same type. */
function another({ column, type, of }: Column): string {
  if (of === 'e') return `(SELECT each FROM unnest(enum_range(NULL::${type})) each WHERE each::text <> coalesce(${column}::text, '') ORDER BY each::text LIMIT 1)`
  if (type === 'boolean') return `NOT ${column}`
  if (/^(integer|smallint|bigint|numeric)/.test(type)) return `coalesce(${column}, 0) + 1`
  if (type.startsWith('timestamp')) return `coalesce(${column}, now()) - interval '1 day'`
  if (type === 'jsonb') return `CASE WHEN jsonb_typeof(${column}) = 'array' THEN ${column} || '[]' ELSE 'null'::jsonb END`
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'bytea') return `${column} || '\\x01'`
  if (type === 'text[]') return `${column} || '{sea}'::text[]`
  if (type === 'uuid[]') return `'{}'`
  return `coalesce(${column}, '') || ' anew'`
}

/** A few rows of a table, by where they lie: the first, the last, and some between. */
async function someOf(table: string): Promise<string[]> {
  const found = await rows(`SELECT ctid::text AS place FROM ${table} ORDER BY md5(ctid::text) LIMIT 4`)
  return found.map(({ place }) => String(place))
}

const count = { changes: 0, seen: 0 }

test('whatever is written over another value', async () => {
  const silent: string[] = []
  for (const column of columns) {
    for (const place of await someOf(column.table)) {
      const seen = await watch(() => database.query(`UPDATE ${column.table} SET ${column.column} = ${another(column)} WHERE ctid = '${place}'`))
      if (!seen) continue
      count.changes++
      if (seen.changed.length === 0) continue
      count.seen++
      if (seen.told.length === 0) silent.push(`${column.table}.${column.column}: ${seen.changed.join(', ')}`)
      break
    }
  }
  expect(silent).toEqual([])
  expect(count.seen).toBeGreaterThan(40)
}, 240_000)

test('whatever is taken away, and what is put there', async () => {
  const silent: string[] = []
  const seenOf = new Set<string>()
  for (const table of new Set(columns.map((each) => each.table))) {
    for (const place of await someOf(table)) {
      const row = await value<string>(`SELECT to_jsonb(t)::text FROM ${table} t WHERE ctid = '${place}'`).catch(() => null)
      if (row === null) continue
      const gone = await watch(() => database.query(`DELETE FROM ${table} WHERE ctid = '${place}'`))
      const again = gone ? await watch(() => database.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1)).*`, [row])) : await watch(() => insertLike(table, row))
      for (const [what, seen] of [['DELETE', gone], ['INSERT', again]] as const) {
        if (!seen || seen.changed.length === 0) continue
        seenOf.add(`${what} ${table}`)
        if (seen.told.length === 0) silent.push(`${what} ${table}: ${seen.changed.join(', ')}`)
      }
    }
  }
  expect([...new Set(silent)]).toEqual([])
  expect(seenOf.size).toBeGreaterThan(8)
}, 240_000)

/** One more row like one that is there, with keys of its own. */
async function insertLike(table: string, row: string) {
  const keys = await rows(`
    SELECT DISTINCT a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = $1::regclass AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = i.indrelid AND f.contype = 'f' AND a.attnum = ANY(f.conkey))`, [table])
  const own = keys.map(({ name, type }) => `'${String(name)}', ${type === 'uuid' ? 'gen_random_uuid()::text' : `($1::jsonb ->> '${String(name)}') || 'x'`}`)
  await database.query(`INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1::jsonb || jsonb_build_object(${own.join(', ')}))).*`, [row])
}

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
  const seen = await watch(async () => {
    const id = await value<string>(`INSERT INTO comment (id, post_id) VALUES (gen_random_uuid(), $1) RETURNING id`, [post?.id])
    await database.query(`UPDATE comment SET state = 'rejected' WHERE id = $1`, [id])
    await database.query(`UPDATE post SET updated_at = now(), draft_version = draft_version + 1 WHERE id = $1`, [post?.id])
  })
  expect(seen).toEqual({ changed: [], told: [] })
})
