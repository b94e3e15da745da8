import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'

export type SystemUser = { uid: number; gid: number }

/** Whether this process is root. Windows has no such thing. */
export const isRoot = process.getuid?.() === 0

/**
 * The user that PostgreSQL runs as when this process is root, whom PostgreSQL refuses to serve.
 * The owner of the data when there is one, else the system user `afterword`, made when it is missing.
 * `nobody` is the last resort, for systems on which no user can be made.
 */
export function findUnprivilegedUser(dataFolder: string): SystemUser {
  return ownerOf(dataFolder) ?? findUser('afterword') ?? makeUser('afterword') ?? findUser('nobody') ?? { uid: 65534, gid: 65534 }
}

function ownerOf(folder: string): SystemUser | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined
}

function findUser(name: string): SystemUser | undefined {
  const uid = Number(capture('id', ['-u', name]) || Number.NaN)
  const gid = Number(capture('id', ['-g', name]) || Number.NaN)
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : undefined
}

function makeUser(name: string): SystemUser | undefined {
  const made =
    capture('useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name]) ??
    capture('adduser', ['-S', '-D', '-H', name])
  return made === undefined ? undefined : findUser(name)
}

function capture(program: string, args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
