import pg from 'pg'
import { readEnvFile, settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'
import { joinDatabase } from './open-database.ts'
import { defaultFolder, listMigrations, readMigrations } from './read-migrations.ts'

/** Any number that no other lock of the product uses. Prisma's own (72707369) gives up after ten seconds; this one waits. */
const migrationLock = 418_031_907

/**
 * Brings a database up to date with the migrations folder and records each as `prisma migrate deploy` does, and the queue of jobs
 * with what its package brings along.
 * Any number of processes may call it at once: one works, the others wait and then find nothing left to do.
 * @param only these migrations, to make the tables as they were once; all of the folder when left out
 * @returns the names of the migrations that this call applied
 * @throws Trouble when the database refuses one
 */
export async function applyMigrations(databaseUrl: string, folder = defaultFolder, only?: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    const pending = (await readPending(client, folder)).filter((name) => only?.includes(name) ?? true)
    const applied = pending.length === 0 ? [] : await runEngine(client, databaseUrl, folder, only)
    await migrateJobs(databaseUrl)
    return applied
  } finally {
    await client.end()
  }
}

async function migrateJobs(databaseUrl: string) {
  const { Logger, runMigrations } = await import('graphile-worker')
  const quiet = new Logger(() => () => {})
  await runMigrations({ connectionString: databaseUrl, logger: quiet, maxPoolSize: 1 }).catch((error: unknown) => {
    throw new Trouble(`The queue of jobs could not be brought up to date: ${reasonOf(error)}.`, { cause: error })
  })
}

async function runEngine(client: pg.Client, databaseUrl: string, folder: string, only?: readonly string[]) {
  // Loaded only where there is something to do: most starts find nothing.
  const { withSchemaEngine } = await import('./schema-engine.ts')
  const all = await readMigrations(folder)
  const migrationsList = { ...all, migrationDirectories: all.migrationDirectories.filter(({ path }) => only?.includes(path) ?? true) }
  const interrupted = await readInterrupted(client)
  return withSchemaEngine(databaseUrl, async (engine) => {
    // Each migration is one transaction, so one that did not finish has left nothing behind and may run again.
    for (const migrationName of interrupted) await engine.markMigrationRolledBack({ migrationName })
    const result = await engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } })
    return result.appliedMigrationNames
  }).catch((error: unknown) => {
    throw new Trouble(`The tables could not be brought up to date: ${reasonOf(error)}. Nothing of that migration was kept.`, { cause: error })
  })
}

/** The engine puts what the database said last, behind words of its own. */
function reasonOf(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  return message.trim().split('\n').at(-1)?.replace(/^Error querying the database: /, '').replace(/^ERROR: /, '') ?? message
}

/** The migrations of the folder that a database does not have yet, oldest first. */
export async function pendingMigrations(databaseUrl: string, folder = defaultFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await readPending(client, folder)
  } finally {
    await client.end()
  }
}

async function readPending(client: pg.Client, folder: string) {
  const applied = await readNames(client, 'finished_at IS NOT NULL AND rolled_back_at IS NULL')
  return (await listMigrations(folder)).filter((name) => !applied.includes(name))
}

function readInterrupted(client: pg.Client) {
  return readNames(client, 'finished_at IS NULL AND rolled_back_at IS NULL')
}

async function readNames(client: pg.Client, condition: string): Promise<string[]> {
  const table = await client.query<{ found: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`)
  if (!table.rows[0]?.found) return []
  const names = await client.query<{ migration_name: string }>(
    `SELECT DISTINCT migration_name FROM _prisma_migrations WHERE ${condition} ORDER BY 1`,
  )
  return names.rows.map((row) => row.migration_name)
}

async function main() {
  readEnvFile()
  const database = await joinDatabase(settings())
  try {
    const applied = await applyMigrations(database.url)
    process.stdout.write(applied.length === 0 ? 'Nothing to migrate.\n' : applied.map((name) => `Applied ${name}\n`).join(''))
  } finally {
    await database.close()
  }
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
