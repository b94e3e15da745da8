import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, truncateSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Trouble } from '../lib/trouble.ts'
import { lockFolder, type FolderLock } from './folder-lock.mjs'
import { findPostgres } from './postgres-binaries.ts'
import { findUnprivilegedUser, isRoot, type SystemUser } from './unprivileged-user.ts'

export type EmbeddedPostgres = {
  url: string
  /** Settles when the server ends, whoever ended it. */
  ended: Promise<void>
  /** @param mode `fast` ends the sessions of others, `smart` waits for them */
  stop: (mode?: 'fast' | 'smart') => Promise<void>
}

export type PostgresOptions = {
  /** A folder of ours: the data lies in `data`, beside it the password (mode 600) and the log. */
  folder: string
  /** 0 or nothing: any free port. */
  port?: number
  /** For data that may be lost: the disk is not waited for. */
  throwaway?: boolean
}

const superuser = 'afterword'
const database = 'afterword'

/** PostgreSQL waits for sessions to end before this; then it is told more firmly. */
const stopSeconds = 20
const startSeconds = 60

/**
 * Starts the embedded PostgreSQL on a folder, made on first use, and waits until it answers.
 * It listens on 127.0.0.1 with a random password only. It ends with this process, even when that is killed.
 *
 * As root, the server runs as another user (see findUnprivilegedUser), who owns `data` and nothing above it. That user need
 * not be able to walk to the data: the server is started inside it and knows it as /proc/self/cwd.
 * @throws Trouble when another process holds the folder, or the server cannot start
 */
export async function startPostgres({ folder, port, throwaway = false }: PostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = await takeFolder(folder)
  if (!lock) throw new DatabaseInUse(folder)
  try {
    await endOrphan(folder)
    const server = prepareServer(folder)
    if (!existsSync(server.data)) await initialise(server, throwaway)
    checkVersion(server)
    return await launch(server, lock, port, throwaway)
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Whether another process of ours holds the database of this folder. */
export async function isFolderInUse(folder: string): Promise<boolean> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = await takeFolder(folder)
  await lock?.release()
  return lock === undefined
}

/** With half a second of patience: on a busy machine, what was killed takes a moment to be gone. */
async function takeFolder(folder: string): Promise<FolderLock | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const lock = await lockFolder(folder, 'database')
    if (lock || attempt === 5) return lock
    await sleep(100)
  }
}

/** Another process of ours holds this database: the server, or a command that started it for itself. */
export class DatabaseInUse extends Trouble {
  constructor(folder: string) {
    super(`The database in ${folder} is already in use by another Afterword. Stop that one, or set AFTERWORD_DATA to another folder.`)
  }
}

type Server = { folder: string; data: string; binaries: string; user?: SystemUser }

function prepareServer(folder: string): Server {
  const data = path.join(folder, 'data')
  if (!isRoot) return { folder, data, binaries: findPostgres(folder) }
  const user = findUnprivilegedUser(data)
  return { folder, data, user, binaries: findPostgres(folder, user) }
}

/** A server whose starter was killed before it could stop it. Nobody else can be using it: we hold the lock. */
async function endOrphan(folder: string) {
  const orphan = readPostmaster(folder)
  if (!orphan) return rmSync(path.join(folder, 'data', 'postmaster.pid'), { force: true })
  if (process.platform !== 'linux') throw new DatabaseInUse(folder)
  signal(orphan.pid, 'SIGINT')
  for (let waited = 0; waited < stopSeconds * 1000; waited += 50) {
    if (!isPostgres(orphan.pid)) return
    await sleep(50)
  }
  throw new Trouble(`A PostgreSQL from an earlier start (process ${orphan.pid}) does not stop. End it and start again.`)
}

/** What a running server wrote about itself, or nothing when none runs on this folder. */
export function readPostmaster(folder: string): { pid: number; port: number; ready: boolean } | undefined {
  const file = path.join(folder, 'data', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0) || !isPostgres(pid)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** A process id may have been given to something else since: on Linux its name is looked at too, and whether it is a zombie. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (!existsSync('/proc/self/stat')) return true
  try {
    return /^\d+ \(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Made under another name first, so that a `data` folder that exists is a whole one. */
async function initialise(server: Server, throwaway: boolean) {
  const unfinished = path.join(server.folder, 'data.new')
  rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 })
  mkdirSync(unfinished, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile(server.folder), password, { mode: 0o600 })
  const handed = path.join(server.folder, 'password.new')
  writeFileSync(handed, password, { mode: 0o600 })
  if (server.user) for (const file of [unfinished, handed]) chownSync(file, server.user.uid, server.user.gid)
  try {
    await runInitdb(server, unfinished, handed, throwaway)
    renameSync(unfinished, server.data)
  } finally {
    rmSync(handed, { force: true })
  }
}

function passwordFile(folder: string) {
  return path.join(folder, 'password')
}

async function runInitdb(server: Server, folder: string, handedPassword: string, throwaway: boolean) {
  const passwordHandle = openSync(handedPassword, 'r')
  const args = [
    '--pgdata', server.user ? '/proc/self/cwd' : folder,
    '--pwfile', server.user ? '/proc/self/fd/3' : handedPassword,
    '--username', superuser,
    '--auth', 'scram-sha-256',
    '--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8',
    ...(throwaway ? ['--no-sync'] : []),
  ]
  try {
    const child = spawnAs(server, 'initdb', args, folder, ['ignore', 'ignore', 'pipe', passwordHandle])
    const endWithUs = () => void child.kill('SIGKILL')
    process.once('exit', endWithUs)
    const { code, output } = await finish(child)
    process.off('exit', endWithUs)
    if (code !== 0) throw new Trouble(`PostgreSQL could not make its folder ${folder}: ${lastLine(output)}`)
  } finally {
    closeSync(passwordHandle)
  }
}

/** In a session of its own: Ctrl-C in the terminal reaches us, and we stop things in the right order. */
function spawnAs(server: Server, program: string, args: string[], cwd: string, stdio: ('ignore' | 'pipe' | number)[]): ChildProcess {
  return spawn(path.join(server.binaries, 'bin', program), args, {
    ...server.user,
    cwd,
    stdio,
    detached: true,
    env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C', TZ: 'UTC' },
  })
}

function finish(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

function lastLine(text: string) {
  return text.trim().split('\n').at(-1) ?? ''
}

function checkVersion(server: Server) {
  const made = readFileSync(path.join(server.data, 'PG_VERSION'), 'utf8').trim()
  const share = readFileSync(path.join(server.binaries, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40)
  const ours = /PostgreSQL (\d+)/.exec(share)?.[1]
  if (ours === undefined || ours === made) return
  throw new Trouble(
    `${server.data} was made by PostgreSQL ${made} and this is ${ours}. Export with the Afterword that made it, then import here.`,
  )
}

async function launch(server: Server, lock: FolderLock, port: number | undefined, throwaway: boolean) {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port || (await findFreePort())
    const log = openLog(server.folder)
    const args = ['-D', server.user ? '/proc/self/cwd' : server.data, ...settings(chosen, throwaway)]
    const child = spawnAs(server, 'postgres', args, server.data, ['ignore', log, log])
    closeSync(log)
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
    const watchdog = watch(server, child)
    if (await becameReady(server.folder, child)) {
      const url = addressOf(server.folder, chosen)
      await makeDatabase(url)
      return { url, ended, stop: (mode: 'fast' | 'smart' = 'fast') => stop(child, ended, watchdog, lock, mode) }
    }
    await endWatchdog(watchdog)
    const reason = lastComplaint(server.folder)
    const portTaken = /could not bind|could not create any TCP/.test(reason)
    if (port || !portTaken || attempt === 5) throw new Trouble(`PostgreSQL did not start: ${reason} (${logFile(server.folder)})`)
  }
}

/** A port of this machine that is free now; whoever takes it must be ready to find it taken. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function logFile(folder: string) {
  return path.join(folder, 'log')
}

/** Kept small: it is for the question "why did it not start", and starts anew at 5 MB. */
function openLog(folder: string) {
  const file = logFile(folder)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000) truncateSync(file)
  const handle = openSync(file, 'a', 0o600)
  // Started once by root and then by its owner again, the folder must not hold a file of root's.
  if (isRoot) chownSync(file, statSync(folder).uid, statSync(folder).gid)
  return handle
}

function settings(port: number, throwaway: boolean): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: throwaway ? 300 : 100,
    shared_buffers: '128MB',
    max_wal_senders: 0,
    wal_level: 'minimal',
    jit: 'off',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What people wrote must not end up in a log, and refusals quote it: those go to whoever asked, and nowhere else.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(throwaway ? { fsync: 'off', autovacuum: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Ends PostgreSQL when this process is gone, however it went: the pipe to its input closes with us. */
function watch(server: Server, child: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32' || child.pid === undefined) return undefined
  const script = 'while read -r _; do :; done; kill -INT "$0"'
  const watchdog = spawn('/bin/sh', ['-c', script, String(child.pid)], {
    ...server.user,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchdog.on('error', () => {})
  watchdog.unref()
  return watchdog
}

async function becameReady(folder: string, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < startSeconds * 1000; waited += 20) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false
    const postmaster = readPostmaster(folder)
    if (postmaster?.ready && postmaster.pid === child.pid) return true
    await sleep(20)
  }
  child.kill('SIGQUIT')
  return false
}

function lastComplaint(folder: string): string {
  const lines = readFileSync(logFile(folder), 'utf8').trim().split('\n').slice(-20)
  const line = lines.findLast((candidate) => /FATAL|ERROR/.test(candidate)) ?? lines.at(-1) ?? ''
  return line.replace(/^.*?(FATAL|ERROR|LOG): +/, '')
}

function addressOf(folder: string, port: number) {
  const password = readFileSync(passwordFile(folder), 'utf8').trim()
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
}

/** The address of a database that some process of ours already serves from this folder. */
export function runningPostgresUrl(folder: string): string | undefined {
  const postmaster = readPostmaster(folder)
  return postmaster?.ready ? addressOf(folder, postmaster.port) : undefined
}

async function makeDatabase(url: string) {
  await onServer(url, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`)
  })
}

/** Throws everything in the database of an embedded server away. */
export async function remakeDatabase(url: string) {
  await onServer(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${database}`)
  })
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>) {
  const server = new URL(url)
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function stop(
  child: ChildProcess, ended: Promise<void>, watchdog: ChildProcess | undefined, lock: FolderLock, mode: 'fast' | 'smart',
) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(mode === 'smart' ? 'SIGTERM' : 'SIGINT')
    for (const harder of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (await endsWithin(ended, stopSeconds)) break
      child.kill(harder)
    }
    await ended
  }
  await endWatchdog(watchdog)
  await lock.release()
}

function endWatchdog(watchdog: ChildProcess | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!watchdog || watchdog.exitCode !== null || watchdog.signalCode !== null) return resolve()
    watchdog.ref()
    watchdog.once('exit', () => resolve())
    watchdog.kill('SIGKILL')
  })
}

function endsWithin(ended: Promise<void>, seconds: number): Promise<boolean> {
  return Promise.race([ended.then(() => true), sleep(seconds * 1000, false, { ref: false })])
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}
