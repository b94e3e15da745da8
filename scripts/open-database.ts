import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'
import { databaseFolder } from './data-folder.ts'
import { DatabaseInUse, runningPostgresUrl, startPostgres } from './embedded-postgres.ts'

export type OpenDatabase = {
  url: string
  embedded: boolean
  /** Ends what was started for this; a database that was running before keeps running. */
  close: () => Promise<void>
  /** Settles when an embedded server ends. */
  ended?: Promise<void>
}

const oldestVersion = 15

/** One of the settings with which every connection of the site begins, and how PostgreSQL says it. */
const sessionSetting = { options: '-c lock_timeout=2000', name: 'lock_timeout', value: '2s' }

/**
 * The database that the settings name: the external one after a look whether it answers, or the embedded one, started.
 * @throws Trouble when it is away, too old, or held by another Afterword
 */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  if (settings.DATABASE_URL) {
    await checkExternal(settings.DATABASE_URL)
    return { url: settings.DATABASE_URL, embedded: false, close: async () => {} }
  }
  const server = await startPostgres({ folder: databaseFolder(settings.AFTERWORD_DATA) })
  return { url: server.url, embedded: true, ended: server.ended, close: () => server.stop() }
}

/**
 * The same database for a command beside a server, running or not: the embedded one is shared when it runs, and otherwise
 * started for as long as the command, or another one that joined in the meantime, needs it.
 */
export async function joinDatabase(settings: Settings): Promise<OpenDatabase> {
  if (settings.DATABASE_URL) return openDatabase(settings)
  const folder = databaseFolder(settings.AFTERWORD_DATA)
  for (let waited = 0; ; waited += 100) {
    const url = runningPostgresUrl(folder)
    if (url && (await answers(url))) return { url, embedded: true, close: async () => {} }
    try {
      const server = await startPostgres({ folder })
      return { url: server.url, embedded: true, close: () => server.stop('smart') }
    } catch (error) {
      if (!(error instanceof DatabaseInUse) || waited > 30_000) throw error
      await sleep(100)
    }
  }
}

async function answers(url: string) {
  return checkExternal(url).then(() => true, () => false)
}

async function checkExternal(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, options: sessionSetting.options })
  const place = new URL(url).host
  try {
    await client.connect()
    const result = await client.query<{ version: number; setting: string }>(`SELECT current_setting('server_version_num')::int AS version, current_setting($1) AS setting`, [sessionSetting.name])
    const version = Math.floor((result.rows[0]?.version ?? 0) / 10_000)
    if (version < oldestVersion) throw new Trouble(`The database at ${place} is PostgreSQL ${version}; Afterword needs ${oldestVersion} or newer.`)
    if (result.rows[0]?.setting !== sessionSetting.value) throw behindPooler(place)
  } catch (error) {
    if (error instanceof Trouble) throw error
    if (error instanceof pg.DatabaseError && error.code === '08P01') throw behindPooler(place)
    throw new Trouble(`The database at ${place} does not answer (${reasonOf(error)}). Start it, or correct DATABASE_URL.`)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Sessions have their own patience, role and announcements. Where several people's statements share one, a page could be read with the rights of whoever wrote before, and nothing would be
 * heard of what changes.
 */
function behindPooler(place: string): Trouble {
  return new Trouble(`A pooler of connections stands at ${place}, which gives sessions no settings of their own. Name PostgreSQL itself in DATABASE_URL (docs/deploy.md).`)
}

/** A refused connection to a name with several addresses has an empty message and its reasons inside. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
