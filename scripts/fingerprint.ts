import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** One value for the names and contents of files and of everything in folders; a path that does not exist counts as empty. */
export function fingerprint(root: string, paths: string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((each) => listFiles(root, each)).sort()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update('\0')
  }
  return hash.digest('hex')
}

function listFiles(root: string, place: string): string[] {
  const full = path.join(root, place)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [place]
  return readdirSync(full).filter((name) => !name.startsWith('.')).flatMap((name) => listFiles(root, path.join(place, name)))
}

/** Whether the fingerprint that was remembered beside some work is still this one. */
export function isFresh(stamp: string, value: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value
}

/** To be called when the work is done, so that work which was interrupted is done again. */
export function remember(stamp: string, value: string) {
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, value)
}
