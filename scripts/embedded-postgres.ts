import { existsSync, mkdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Trouble } from '../lib/trouble.ts'
import { lockFolder, type FolderLock } from './folder-lock.mjs'
import { findPostgres } from './postgres-binaries.ts'
import { addressOf, checkVersion, initialise, makeDatabase } from './postgres-data.ts'
import { lastComplaint, logFile, runPostgres, type Server } from './postgres-process.ts'
import { isPostgres, readPostmaster } from './postmaster.ts'
import { findUnprivilegedUser, isRoot } from './unprivileged-user.ts'

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

/** PostgreSQL from an earlier start has this long to end. */
const orphanSeconds = 20

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
  for (let waited = 0; waited < orphanSeconds * 1000; waited += 50) {
    if (!isPostgres(orphan.pid)) return
    await sleep(50)
  }
  throw new Trouble(`A PostgreSQL from an earlier start (process ${orphan.pid}) does not stop. End it and start again.`)
}

async function launch(server: Server, lock: FolderLock, port: number | undefined, throwaway: boolean): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port || (await findFreePort())
    const running = runPostgres(server, chosen, throwaway)
    const stop = async (mode: 'fast' | 'smart' = 'fast') => {
      await running.stop(mode)
      await lock.release()
    }
    if (await running.isReady()) {
      const url = addressOf(server.folder, chosen)
      await makeDatabase(url).catch((error: unknown) => stop().then(() => Promise.reject(error)))
      return { url, ended: running.ended, stop }
    }
    await running.stop('fast')
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

/** The address of a database that some process of ours already serves from this folder. */
export function runningPostgresUrl(folder: string): string | undefined {
  const postmaster = readPostmaster(folder)
  return postmaster?.ready ? addressOf(folder, postmaster.port) : undefined
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}
