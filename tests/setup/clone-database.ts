import { randomBytes } from 'node:crypto'
import pg from 'pg'

// Imported before every test file, so it takes nothing along that starts servers or migrates them.

/** A server for tests, and a database on it that has all tables and nothing in them, to be cloned and never used. */
export type TestDatabase = { server: string; template: string }

/**
 * A database of one's own, empty but for the tables. It takes a few hundredths of a second: files are copied, where the usual
 * way writes each page to the log first.
 * Dropping it waits for connections that are just being closed, and leaves it alone when one stays: the end of the run takes it.
 */
export async function cloneDatabase({ server, template }: TestDatabase): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `${cloneName(template)}_${randomBytes(6).toString('hex')}`
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name}`).catch(() => {}) }
}

/** What the names of all clones of a template begin with. */
export function cloneName(template: string): string {
  return template.replace('template', 'clone')
}

/** One statement that is about databases and not within one. */
export async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
