import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import pg from 'pg'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { applyMigrations } from '../../scripts/migrate.ts'
import { findPostgres } from '../../scripts/postgres-binaries.ts'
import { lastComplaint, runPostgres, spawnPostgres } from '../../scripts/postgres-process.ts'
import type { RunningPostgres, Server } from '../../scripts/postgres-process.ts'
import { findUnprivilegedUser, isRoot } from '../../scripts/unprivileged-user.ts'

/** A PostgreSQL that is somebody else's: it is started here, and the site knows nothing of it but an address. */
export type ExternalPostgres = Server & {
  port: number
  running: RunningPostgres
  /** Of the one who may do everything, and of the owner of the site's database, who may only make roles. */
  superuser: string
  owner: string
  stop: () => Promise<void>
}

/** Of everybody there. */
export const password = 'known to this test'

/** Where Debian and its like put it, newest first, and wherever else a `postgres` with its `initdb` is found. */
function findInstalled(): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => `/usr/lib/postgresql/${version}`), ...(process.env.PATH ?? '').split(':').map((folder) => path.dirname(folder))]
  return folders.find((folder) => ['postgres', 'initdb'].every((program) => existsSync(path.join(folder, 'bin', program)))) ?? null
}

/**
 * Starts a server as an ordinary user: the one that this machine has installed, else the one that comes along. It has a database `afterword` with all tables, whose owner may make
 * roles and is no superuser.
 */
export async function startExternal(): Promise<ExternalPostgres> {
  const server = prepare()
  await initialise(server)
  const external = await runExternal(server)
  await makeSite(external)
  return external
}

/** The owner, and what they own. */
export async function makeSite({ superuser, owner }: ExternalPostgres) {
  await inDatabase(superuser, `CREATE ROLE owner LOGIN CREATEROLE NOSUPERUSER PASSWORD '${password}'`)
  await inDatabase(superuser, 'CREATE DATABASE afterword OWNER owner')
  await applyMigrations(owner)
}

/**
 * A folder for a server, and who it runs as.
 * @param binaries null: those that come along
 */
export function prepare(binaries: string | null = findInstalled()): Server {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'afterword-external-'))
  // Whoever the server runs as owns the data and walks through what is above it.
  chmodSync(folder, 0o711)
  const user = isRoot ? findUnprivilegedUser(path.join(folder, 'data')) : undefined
  return { folder, data: path.join(folder, 'data'), binaries: binaries ?? findPostgres(folder, user), ...(user && { user }) }
}

/** Makes the files of an empty server. */
export async function initialise(server: Server) {
  mkdirSync(server.data, { mode: 0o700 })
  const secret = path.join(server.folder, 'password')
  writeFileSync(secret, password, { mode: 0o600 })
  if (server.user) for (const file of [server.data, secret]) chownSync(file, server.user.uid, server.user.gid)
  const handle = openSync(secret, 'r')
  const child = spawnPostgres(server, 'initdb', ['--pgdata', '/proc/self/cwd', '--pwfile', '/proc/self/fd/3', '--username', 'admin', '--auth', 'scram-sha-256',
    '--encoding', 'UTF8', '--locale', 'C', '--no-sync'], server.data, ['ignore', 'ignore', 'pipe', handle])
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const [code] = await once(child, 'close')
  closeSync(handle)
  if (code !== 0) throw new Error(`initdb failed: ${said}`)
}

/**
 * Runs a server on its folder, and again after it was stopped.
 * @param more settings of PostgreSQL
 */
export async function runExternal(server: Server, more: Record<string, string | number> = {}, port?: number): Promise<ExternalPostgres> {
  const version = execFileSync(path.join(server.binaries, 'bin', 'postgres'), ['--version'], { ...server.user, cwd: '/', encoding: 'utf8' }).trim()
  process.stdout.write(`External server: ${version}, ${server.binaries}\n`)
  return run(server, more, port ?? (await findFreePort()))
}

async function run(server: Server, more: Record<string, string | number>, port: number): Promise<ExternalPostgres> {
  const running = runPostgres(server, port, true, more)
  if (!(await running.isReady())) throw new Error(`PostgreSQL did not start: ${lastComplaint(server.folder)}`)
  const address = (user: string, database: string) => `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const stop = async () => {
    await running.stop('fast')
    rmSync(server.folder, { recursive: true, force: true })
  }
  return { ...server, port, running, superuser: address('admin', 'postgres'), owner: address('owner', 'afterword'), stop }
}

/** One statement on a connection of its own. */
export async function inDatabase(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<pg.QueryResultRow>(sql, values)).rows
  } finally {
    await client.end()
  }
}
