import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '#database'
import { publicReader, reader, searchReader, writer } from '#lib/database.ts'
import { database, inTransaction, rows, value } from './fenced-database.ts'

/** All that the public pages may touch. A new view is added here, knowingly. */
const views = [
  'published_authorship', 'published_comment', 'published_comment_search', 'published_comment_text', 'published_contribution', 'published_decision',
  'published_featured_comment', 'published_given_day', 'published_house_text', 'published_log', 'published_media', 'published_person', 'published_person_search', 'published_ping',
  'published_post', 'published_post_search', 'published_post_tag', 'published_post_topic', 'published_post_words', 'published_post_work', 'published_redirect',
  'published_revision', 'published_series', 'published_series_post', 'published_tag', 'published_thread_stretch', 'published_update_note', 'published_work', 'published_work_address',
  'published_work_revision', 'published_work_search',
]

/**
 * The role is a fence against our own mistakes, not against someone who can send SQL: a session that was set to a role may
 * always reset it. So nothing a visitor sends ever becomes SQL, and what a public page asks for by mistake is refused here.
 */
async function asPublic(sql: string): Promise<string> {
  return inTransaction(async (client) => {
    await client.query('SET LOCAL ROLE afterword_public')
    return client.query(sql).then(() => 'done', (error) => error.code)
  })
}

let tables: string[]
beforeAll(async () => {
  const found = await rows(`SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') ORDER BY 1`)
  tables = found.map(({ name }) => String(name))
})
afterAll(() => database.end())

describe('the role of the public pages', () => {
  test('reads the published views and no other table, view or sequence', async () => {
    const readable: string[] = []
    for (const table of tables) if ((await asPublic(`SELECT * FROM ${table} LIMIT 1`)) === 'done') readable.push(table)
    expect(tables.length).toBeGreaterThan(30)
    expect(readable).toEqual(views)
  })

  test('has no right on a single column of another table', async () => {
    const granted = await rows(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND has_column_privilege('afterword_public', c.oid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES') GROUP BY 1 ORDER BY 1`,
    )
    expect(granted.map(({ name }) => name)).toEqual(views)
  })

  test('writes nothing', async () => {
    const writable = await rows(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND has_table_privilege('afterword_public', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')`,
    )
    expect(writable).toEqual([])
    expect(await asPublic(`UPDATE published_person SET name = 'x'`)).toBe('42501')
    expect(await asPublic('DELETE FROM published_person')).toBe('42501')
  })

  test('creates nothing where others would find it', async () => {
    expect(await asPublic('CREATE TABLE public.mine (id integer)')).toBe('42501')
    expect(await asPublic('CREATE SCHEMA mine')).toBe('42501')
  })

  test('runs none of our functions', async () => {
    const runnable = await rows(
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
         AND has_function_privilege('afterword_public', p.oid, 'EXECUTE')`,
    )
    expect(runnable).toEqual([])
  })

  test('can neither sign in nor act as anyone else', async () => {
    const role = await rows(
      `SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
         EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS belongs FROM pg_roles r WHERE rolname = 'afterword_public'`,
    )
    expect(role).toHaveLength(1)
    expect(new Set(Object.values(role[0] ?? {}))).toEqual(new Set([false]))
  })

  test('sees no address, password or secret in any view', async () => {
    const columns = await rows(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name LIKE 'published\\_%'
         AND column_name ~ 'mail|password|secret|digest|token|hash|key|suspen|guest|source$|editor|reason|state|draft'`,
    )
    expect(columns).toEqual([])
  })
})

test('public pages read through it, and other reads do not', async () => {
  const name = () => Prisma.sql`SELECT current_user::text AS name, current_setting('transaction_read_only') AS read_only`
  type As = { name: string; read_only: string }[]
  expect(await publicReader().$queryRaw<As>(name())).toEqual([{ name: 'afterword_public', read_only: 'on' }])
  const [inside] = await reader().$queryRaw<As>(name())
  expect(inside).toMatchObject({ read_only: 'on' })
  expect(inside?.name).not.toBe('afterword_public')
  await expect(publicReader().$queryRaw`SELECT email FROM person`).rejects.toThrow(/permission denied/)
})

test('no statement, no lock and no idle transaction keeps a connection for good', async () => {
  const times = Prisma.sql`SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle`
  const [write, read, search] = [writer(), publicReader(), searchReader()].map((each) => each.$queryRaw(times))
  expect(await Promise.all([write, reader().$queryRaw(times), read, search])).toEqual(['5s', '2s', '2s', '1s'].map((statement) => [{ statement, lock: '2s', idle: '10s' }]))
})

test('the views read with their owner’s rights, which is what lets the role see through them', async () => {
  const own = `SELECT count(*)::integer FROM pg_class WHERE relkind = 'v' AND relname LIKE 'published\\_%'
    AND NOT coalesce(reloptions::text, '') LIKE '%security_invoker%'`
  expect(await value(own)).toBe(views.length)
})
