import pg from 'pg'
import { readKept } from '../../lib/integrity/media-proofs.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '../../lib/media-name.ts'
import type { MediaStore } from '../../lib/media/store/media-store.ts'
import { Trouble } from '../../lib/trouble.ts'
import { stage } from '../progress.mjs'
import { openArchive } from './archive-writer.ts'
import type { ArchiveWriter } from './archive-writer.ts'
import { dumpTable, plainValues, readSequences, readTables } from './dump-tables.ts'
import { readJobs } from './jobs.ts'
import { backupFormat, fingerprint, places } from './manifest.ts'
import type { Manifest } from './manifest.ts'

export type BackupWishes = {
  databaseUrl: string
  /** Where images lie. */
  store: MediaStore
  /** The file that is to be made. */
  place: string
  version: string
  /** What signs links in mail. @see kept */
  secret: string
  /** Whether the secret was made by this site and lies in its data folder, so that it has to be in the backup. */
  keepsSecret: boolean
}

/**
 * Writes everything that a site is into one file, while it serves: the database as it stands at one moment, what is still to be done, the files of the images, and
 * the secret of the data folder. Reads only.
 * @throws Trouble when the file cannot be written, or a migration is not finished
 */
export async function writeBackup({ databaseUrl, store, place, version, secret, keepsSecret }: BackupWishes): Promise<{ bytes: number; manifest: Manifest }> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=10000' })
  const archive = openArchive(place, new Date())
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const at = await readMoment(client)
    const migrations = await readMigrations(client)
    const { tables, sequences, jobs, images } = await stage('Reading the database', (tell) => dumpDatabase(client, archive, tell))
    await client.query('COMMIT')
    const going = await stage('Copying images', (tell) => copyImages(client, images, store, archive, tell))
    if (keepsSecret) await archive.add(places.secret, Buffer.from(`${secret}\n`))
    const manifest: Manifest = {
      format: backupFormat, version, at: at.toISOString(), migrations, tables, sequences, jobs, images: images.length - going.length, going, secret: fingerprint(secret), files: [...archive.files],
    }
    await archive.add(places.manifest, Buffer.from(JSON.stringify(manifest, null, 1)))
    return { bytes: await archive.finish(), manifest }
  } catch (error) {
    await archive.abandon()
    throw error
  } finally {
    await client.end()
  }
}

async function readMoment(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now')
  return rows[0]?.now ?? new Date(0)
}

async function dumpDatabase(client: pg.Client, archive: ArchiveWriter, tell: (words: string) => void) {
  await client.query(plainValues)
  const tables: Manifest['tables'] = {}
  for (const table of await readTables(client)) {
    tell(table.name)
    tables[table.name] = { columns: table.columns, rows: await dumpTable(client, table, archive) }
  }
  const jobs = await readJobs(client)
  await archive.add(places.jobs, Buffer.from(JSON.stringify(jobs)))
  return { tables, jobs: jobs.length, sequences: await readSequences(client), images: await readKept(client) }
}

async function readMigrations(client: pg.Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1`)
  if (rows.some(({ finished }) => !finished)) throw new Trouble('The tables are being brought up to date just now. Try again when that is done.')
  return rows.map(({ name, checksum }) => ({ name, checksum }))
}

/**
 * Of images whose files are not there any more nothing is copied: they were let go of meanwhile.
 * @returns these
 */
async function copyImages(client: pg.Client, images: string[], store: MediaStore, archive: ArchiveWriter, tell: (words: string) => void): Promise<string[]> {
  const going: string[] = []
  for (const [index, name] of images.entries()) {
    if (index % 100 === 0) tell(`${index} of ${images.length}`)
    const media = readMediaUrl(mediaUrlOf(name))
    const files = await Promise.all((media ? filesOf(media) : []).map(async (fileName) => ({ fileName, bytes: await store.get(fileName) })))
    if (files.some(({ bytes }) => bytes === null) && !(await isThere(client, name))) going.push(name)
    else for (const { fileName, bytes } of files) if (bytes) await archive.add(places.image(fileName), bytes)
  }
  return going
}

async function isThere(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('SELECT FROM media WHERE name = $1 AND gone_at IS NULL', [name])).rowCount !== 0
}
