import pg from 'pg'
import type { MediaStore } from '../../lib/media/store/media-store.ts'
import { readMediaFile } from '../../lib/media-name.ts'
import { Trouble } from '../../lib/trouble.ts'
import { applyMigrations } from '../migrate.ts'
import { stage } from '../progress.mjs'
import { readMigrations } from '../read-migrations.ts'
import { keepWaitingMail, tellWithoutMail } from './hold-what-waited.ts'
import { doors, loadTables, refuseRows } from './load-tables.ts'
import type { Manifest } from './manifest.ts'
import { checkBackup, openBackup, takeAnother } from './read-backup.ts'
import { isUnfinished, markFinished, markUnfinished, unfinished } from './unfinished-restore.ts'

export type RestoreWishes = {
  databaseUrl: string
  store: MediaStore
  place: string
  /** The site of the backup stood still from then on: who was signed in stays so, and mail that waited leaves from here. */
  asItWas: boolean
  /** Keeps the secret of that site, null where it is not in the backup. */
  keepSecret: (secret: string | null) => void
  /** Throws all tables of the database away; null where it is not ours alone. */
  remake: (() => Promise<void>) | null
}

export type Restored = { manifest: Manifest; keptMail: number; unmailed: number }

/**
 * Makes a site of a backup, in a database without one. Ended in its midst, it has left a database that is empty yet, or one that nothing serves.
 * @throws Trouble before anything is changed where that cannot be
 */
export async function restoreBackup({ databaseUrl, store, place, asItWas, keepSecret, remake }: RestoreWishes): Promise<Restored> {
  const manifest = await stage('Checking the backup', () => checkBackup(place))
  await checkMigrations(place, manifest)
  await refuseUsed(databaseUrl, remake)
  await makeTables(databaseUrl, manifest, remake)
  const loaded = await withClient(databaseUrl, async (client) => {
    const loading = async (tell: (words: string) => void) => {
      await client.query('BEGIN')
      const onImage = (fileName: string, bytes: Buffer) => keepImage(store, fileName, bytes)
      const { secret } = await loadTables(client, { manifest, entries: openBackup(place), leftOut: asItWas ? [] : doors, onImage, tell })
      await client.query('UPDATE media SET gone_at = clock_timestamp() WHERE name = ANY($1) AND gone_at IS NULL', [manifest.going])
      const keptMail = asItWas ? 0 : await keepWaitingMail(client)
      await markUnfinished(client)
      await client.query('COMMIT')
      return { secret, keptMail }
    }
    return stage('Loading', loading).catch(async (error: unknown) => {
      await client.query('ROLLBACK').catch(() => {})
      throw readable(error)
    })
  })
  await stage('Bringing the tables up to date', () => applyMigrations(databaseUrl))
  const unmailed = await withClient(databaseUrl, async (client) => {
    await stage('Looking at the rows', () => client.query('ANALYZE'))
    const told = asItWas ? 0 : await tellWithoutMail(client)
    keepSecret(loaded.secret)
    await markFinished(client)
    return told
  })
  return { manifest, unmailed, keptMail: loaded.keptMail }
}

/** What the database says of a row it does not take repeats the row. */
function readable(error: unknown): unknown {
  if (error instanceof Trouble || !(error instanceof Error) || !('code' in error)) return error
  const table = 'table' in error && error.table ? ` at ${String(error.table)}` : ''
  return new Trouble(`The database does not take what is in the backup (${String(error.code)}${table}). Nothing was changed. Where it has room and was not ended meanwhile, rows of the backup contradict each other: take another backup.`, { cause: error })
}

async function withClient<Result>(databaseUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=10000' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function checkMigrations(place: string, { migrations, version }: Manifest): Promise<void> {
  const { migrationDirectories } = await readMigrations()
  const known = migrationDirectories.map(({ path }) => path)
  const unknown = migrations.find(({ name }) => !known.includes(name))
  if (unknown) throw new Trouble(`${place} was made by a newer Afterword (${version}, ${unknown.name}). Bring this one up to date first. Nothing was changed.`)
  const missing = known.slice(0, migrations.length).find((name, index) => migrations[index]?.name !== name)
  if (missing) throw new Trouble(`${place} was made by another Afterword: it does not know ${missing}. Nothing was changed. Restore it with that one (${version}).`)
}

/** A site that is there is never written over, and one that serves would begin to work with half of what comes. */
async function refuseUsed(databaseUrl: string, remake: RestoreWishes['remake']): Promise<void> {
  const half = await withClient(databaseUrl, async (client) => {
    const served = await client.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'afterword%' AND pid <> pg_backend_pid()`)
    if (served.rowCount !== 0) throw new Trouble('A site is running on this database. Stop it first. Nothing was changed.')
    if (await isUnfinished(client)) return true
    const tables = await client.query(`SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname = ANY($1)`, [['person', 'post', 'comment', 'mail', 'decision']])
    if (tables.rowCount === 0) return false
    await refuseRows(client)
    return false
  })
  if (!half) return
  if (!remake) throw new Trouble(unfinished)
  await remake()
}

/** The tables as they were when the backup was made. */
async function makeTables(databaseUrl: string, { migrations }: Manifest, remake: RestoreWishes['remake']): Promise<void> {
  const names = migrations.map(({ name }) => name)
  const newer = (await readApplied(databaseUrl)).filter((name) => !names.includes(name))
  if (newer.length > 0) {
    if (!remake) throw new Trouble('The tables of this database are newer than the backup. Give a database without any tables. Nothing was changed.')
    await remake()
  }
  await stage('Making the tables', () => applyMigrations(databaseUrl, undefined, names))
}

async function readApplied(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows: [table] } = await client.query<{ found: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`)
    if (!table?.found) return []
    return (await client.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL')).rows.map(({ name }) => name)
  })
}

/** A name decides where its file is written, so it is one of an image or none. */
async function keepImage(store: MediaStore, fileName: string, bytes: Buffer): Promise<void> {
  if (!readMediaFile(fileName)) throw new Trouble(`The backup has a file that is no image. ${takeAnother}`)
  await store.put(fileName, bytes)
}
