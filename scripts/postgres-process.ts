import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readPostmaster } from './postmaster.ts'
import { isRoot, type SystemUser } from './unprivileged-user.ts'

/** Where an embedded server has its files, where its programs are, and who it runs as when we are root. */
export type Server = { folder: string; data: string; binaries: string; user?: SystemUser }

/** A server that was started and may not be ready yet. */
export type RunningPostgres = {
  pid: number | undefined
  /** Settles when it ends, whoever ended it. */
  ended: Promise<void>
  /** Waits until it answers; false when it ends instead. */
  isReady: () => Promise<boolean>
  /** `fast` ends the sessions of others, `smart` waits for them. */
  stop: (mode: 'fast' | 'smart') => Promise<void>
}

/** A start after a crash may have much to recover. */
const readySeconds = 120
/** PostgreSQL has this long for each of our requests to stop; then it is told more firmly. */
const stopSeconds = 20

/**
 * Starts the server on a folder that is initialised.
 * @param more settings of PostgreSQL on top of ours
 */
export function runPostgres(server: Server, port: number, throwaway: boolean, more: Record<string, string | number> = {}): RunningPostgres {
  const log = openLog(server.folder)
  const args = ['-D', server.user ? '/proc/self/cwd' : server.data, ...serverArguments(port, throwaway, more)]
  const child = spawnPostgres(server, 'postgres', args, server.data, ['ignore', log, log])
  closeSync(log)
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  const watchdog = watch(server, child)
  return {
    pid: child.pid,
    ended,
    isReady: () => becameReady(server.folder, child),
    stop: async (mode) => {
      await endServer(child, ended, mode)
      await endWatchdog(watchdog)
    },
  }
}

/** Where the server complains. */
export function logFile(folder: string) {
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

function serverArguments(port: number, throwaway: boolean, more: Record<string, string | number>): string[] {
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
    ...more,
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** In a session of its own: Ctrl-C in the terminal reaches us, and we stop things in the right order. */
export function spawnPostgres(server: Server, program: string, args: string[], cwd: string, stdio: ('ignore' | 'pipe' | number)[]): ChildProcess {
  return spawn(path.join(server.binaries, 'bin', program), args, {
    ...server.user,
    cwd,
    stdio,
    detached: true,
    env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C', TZ: 'UTC' },
  })
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
  for (let waited = 0; waited < readySeconds * 1000; waited += 20) {
    if (hasEnded(child)) return false
    const postmaster = readPostmaster(folder)
    if (postmaster?.ready && postmaster.pid === child.pid) return true
    await sleep(20)
  }
  child.kill('SIGQUIT')
  return false
}

async function endServer(child: ChildProcess, ended: Promise<void>, mode: 'fast' | 'smart') {
  if (hasEnded(child)) return
  child.kill(mode === 'smart' ? 'SIGTERM' : 'SIGINT')
  if (mode === 'smart') await ended
  for (const harder of ['SIGQUIT', 'SIGKILL'] as const) {
    if (await endsWithin(ended, stopSeconds)) return
    child.kill(harder)
  }
  await ended
}

function hasEnded(child: ChildProcess) {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

function endsWithin(ended: Promise<void>, seconds: number): Promise<boolean> {
  return Promise.race([ended.then(() => true), sleep(seconds * 1000, false, { ref: false })])
}

function endWatchdog(watchdog: ChildProcess | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!watchdog || hasEnded(watchdog)) return resolve()
    watchdog.ref()
    watchdog.once('exit', () => resolve())
    watchdog.kill('SIGKILL')
  })
}

/** Why the server did not start, in its own words. */
export function lastComplaint(folder: string): string {
  const lines = readFileSync(logFile(folder), 'utf8').trim().split('\n').slice(-20)
  const line = lines.findLast((candidate) => /FATAL|ERROR/.test(candidate)) ?? lines.at(-1) ?? ''
  return line.replace(/^.*?(FATAL|ERROR|LOG): +/, '')
}
