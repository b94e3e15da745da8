import { mkdtemp, rm } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { cloneDatabase } from './clone-database.ts'

// What pg says to Prisma's adapter is no news here.
process.noDeprecation = true

// Before each test file: settings, and a database of its own. What one file writes, no other ever sees.

const clone = await cloneDatabase(inject('testDatabase'))
const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'afterword-data-'))

Object.assign(process.env, {
  DATABASE_URL: clone.url,
  AFTERWORD_DATA: dataFolder,
  AFTERWORD_ORIGIN: 'http://127.0.0.1:3000',
  AUTH_SECRET: 'a secret for tests that nobody needs to guess',
})

afterAll(async () => {
  const used = 'afterwordClients' in globalThis
  if (used) await (await import('#lib/database.ts')).closeDatabase()
  if ('afterwordLimits' in globalThis) await (await import('#lib/limits.ts')).closeLimits()
  await clone.drop()
  await rm(dataFolder, { recursive: true, force: true })
  // What was compiled here is kept for the next file: Vitest ends its processes with a signal, on which Node keeps nothing.
  flushCompileCache()
})

/** Another database, for a test that cannot share the one of its file. It is dropped when the file is done. */
export async function freshDatabase(): Promise<string> {
  const another = await cloneDatabase(inject('testDatabase'))
  afterAll(another.drop)
  return another.url
}
