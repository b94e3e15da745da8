import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from '../../scripts/embedded-postgres.ts'
import { applyMigrations } from '../../scripts/migrate.ts'
import { withDatabase } from '../../scripts/schema-engine.ts'
import { cloneName, onServer } from './clone-database.ts'
import type { TestDatabase } from './clone-database.ts'

/**
 * Makes the template on a throw-away server, or on the one of TEST_DATABASE_URL, whose user must be allowed to make
 * databases and roles.
 */
export async function startTestDatabase(): Promise<{ database: TestDatabase; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  const started = given ? undefined : await startThrowaway()
  const server = given ?? started?.url ?? ''
  const template = `afterword_template_${randomBytes(6).toString('hex')}`
  try {
    await onServer(server, `CREATE DATABASE ${template}`)
    await applyMigrations(withDatabase(server, template))
  } catch (error) {
    await started?.stop()
    throw error
  }
  return { database: { server, template }, stop: started?.stop ?? (() => dropAll(server, template)) }
}

/** The template and what is left of its clones, on a server that stays. */
async function dropAll(server: string, template: string) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    const found = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)', [
      template, `${cloneName(template)}_`,
    ])
    for (const { datname } of found.rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

async function startThrowaway() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-test-'))
  const server = await startPostgres({ folder: path.join(folder, 'postgres'), throwaway: true })
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url: server.url, stop }
}
