import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Trouble } from '../../lib/trouble.ts'
import { namesOf, plainValues, readTables } from './dump-tables.ts'
import { jobsShape, putJobs } from './jobs.ts'
import { places } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { readWhole, takeAnother } from './read-backup.ts'
import type { TarEntry } from './tar.ts'

/** Rows that are not taken over: what opened a door then, and may have been closed since. */
export const doors = ['session', 'mail_link', 'api_token']

export type LoadWishes = { manifest: Manifest; entries: AsyncIterable<TarEntry>; leftOut: string[]; onImage: (fileName: string, bytes: Buffer) => Promise<void>; tell: (words: string) => void }

/**
 * Puts the rows of a backup into tables that have none, as they were. The guards sleep meanwhile, and all of it is one transaction, which is not ended here: needed are the
 * rights of whoever owns the tables, no others. That every reference leads somewhere is found out again at the end.
 * @returns the secret of the site, where it is in the backup
 */
export async function loadTables(client: pg.Client, { manifest, entries, leftOut, onImage, tell }: LoadWishes): Promise<{ secret: string | null }> {
  await checkColumns(client, manifest)
  const references = await takeReferencesAway(client)
  const guards = await letGuardsSleep(client)
  // From here on nobody else writes there, and somebody may have begun to since it was looked at.
  await refuseRows(client)
  await client.query(`TRUNCATE ${namesOf(Object.keys(manifest.tables))}`)
  await client.query(plainValues)
  const rows: Record<string, number> = {}
  let secret: string | null = null
  for await (const entry of entries) {
    const [kind, name = '', ...rest] = entry.name.split('/')
    if (kind === 'tables' && rest.length === 1) {
      tell(name)
      if (!leftOut.includes(name)) rows[name] = (rows[name] ?? 0) + (await loadPart(client, name, manifest, entry))
    } else if (entry.name === places.jobs) await putJobs(client, jobsShape.parse(JSON.parse((await readWhole(entry)).toString())))
    else if (entry.name === places.secret) secret = (await readWhole(entry)).toString().trim()
    else if (kind === 'media') await onImage(name, await readWhole(entry))
  }
  checkRows(manifest, rows, leftOut)
  for (const [name, last] of Object.entries(manifest.sequences)) if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [`"${name}"`, last])
  tell('references')
  for (const sql of references) await client.query(sql)
  await wakeGuards(client, guards)
  return { secret }
}

/** @throws Trouble where there is a site in these tables */
export async function refuseRows(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>('SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM post) OR EXISTS (SELECT FROM mail) OR EXISTS (SELECT FROM decision) AS used')
  if (rows[0]?.used) throw new Trouble('There is a site in this database already, which is not written over. Give an empty one: another DATABASE_URL, or another AFTERWORD_DATA. Nothing was changed.')
}

async function checkColumns(client: pg.Client, { tables }: Manifest): Promise<void> {
  const here = Object.fromEntries((await readTables(client)).map(({ name, columns }) => [name, columns.join()]))
  const there = Object.fromEntries(Object.entries(tables).map(([name, { columns }]) => [name, columns.join()]))
  const different = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter((name) => here[name] !== there[name])
  if (different.length > 0) throw new Trouble(`The tables of the backup are not those of its migrations: ${different.join(', ')}. Nothing was changed. Somebody has changed them by hand on that site: make them there what they were, and make another backup.`)
}

/** @returns statements that put them back */
async function takeReferencesAway(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname`)
  for (const { drop } of rows) await client.query(drop)
  return rows.map(({ add }) => add)
}

/** @returns the tables that have guards */
async function letGuardsSleep(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; unusual: boolean }>(`
    SELECT c.relname AS name, bool_or(t.tgenabled <> 'O') AS unusual FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1 ORDER BY 1`)
  if (rows.some(({ unusual }) => unusual)) throw new Trouble('Some triggers of this database are switched off. Give a database in which nothing was changed by hand.')
  for (const { name } of rows) await client.query(`ALTER TABLE ${namesOf([name])} DISABLE TRIGGER USER`)
  return rows.map(({ name }) => name)
}

async function wakeGuards(client: pg.Client, tables: string[]): Promise<void> {
  for (const name of tables) await client.query(`ALTER TABLE ${namesOf([name])} ENABLE TRIGGER USER`)
}

async function loadPart(client: pg.Client, name: string, { tables }: Manifest, { content }: TarEntry): Promise<number> {
  const table = tables[name]
  if (!table) throw new Trouble(`The backup has rows of ${name}, which it does not name. ${takeAnother}`)
  const into = client.query(copyFrom(`COPY ${namesOf([name])} (${namesOf(table.columns)}) FROM STDIN`))
  await pipeline(Readable.from(content), into)
  return into.rowCount
}

function checkRows({ tables }: Manifest, rows: Record<string, number>, leftOut: string[]) {
  const wrong = Object.entries(tables).find(([name, table]) => !leftOut.includes(name) && table.rows !== (rows[name] ?? 0))
  if (wrong) throw new Trouble(`The backup should have ${wrong[1].rows} rows of ${wrong[0]}, and has ${rows[wrong[0]] ?? 0}. ${takeAnother}`)
}
