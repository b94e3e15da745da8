import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import type { Stats } from 'node:fs'
import path from 'node:path'

/**
 * What some work was made from: one value for the names and contents of files, and one for how they looked from outside, which takes a
 * hundredth of the time to find out. Nobody can change a file and leave its times as they were.
 */
export type Sources = { contents: string; looks: string }

/** The sources of files and of everything in folders; a path that does not exist counts as empty. */
export function readSources(root: string, paths: string[]): Sources {
  const files = listFiles(root, paths)
  return { contents: contentsOf(root, files), looks: looksOf(files) }
}

/**
 * Whether the sources that were remembered beside some work are still these. They are read again only where one of them looks
 * otherwise than it did.
 */
export function isFresh(stamp: string, root: string, paths: string[]): boolean {
  const known = readStamp(stamp)
  if (!known) return false
  const files = listFiles(root, paths)
  const looks = looksOf(files)
  if (looks !== '' && known.looks === looks) return true
  if (known.contents !== contentsOf(root, files)) return false
  try {
    remember(stamp, { contents: known.contents, looks })
  } catch {
    // The folder belongs to somebody else. They are read again the next time as well.
  }
  return true
}

/** To be called when the work is done, with what was read before it, so that work which was interrupted is done again. */
export function remember(stamp: string, sources: Sources) {
  mkdirSync(path.dirname(stamp), { recursive: true })
  // Whole or not at all: others may be reading it.
  const unfinished = `${stamp}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(sources))
  renameSync(unfinished, stamp)
}

function readStamp(stamp: string): Partial<Sources> | null {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'))
  } catch {
    return null
  }
}

type File = { name: string; stats: Stats }

function listFiles(root: string, places: string[]): File[] {
  return places.flatMap((place) => filesIn(root, place)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function filesIn(root: string, place: string): File[] {
  const full = path.join(root, place)
  const stats = statSync(full, { throwIfNoEntry: false })
  if (!stats) return []
  if (stats.isFile()) return [{ name: place, stats }]
  return readdirSync(full).filter((name) => !name.startsWith('.')).flatMap((name) => filesIn(root, path.join(place, name)))
}

function contentsOf(root: string, files: File[]): string {
  const hash = createHash('sha256')
  for (const { name } of files) hash.update(`${name}\0`).update(readFileSync(path.join(root, name))).update('\0')
  return hash.digest('hex')
}

/** In milliseconds: two changes of a file within such a time may leave the same time behind. */
const justNow = 100

/**
 * The system sets the time of a change by itself, also where a program gives a file the time of another. What has changed just now could
 * change once more and look the same: then they look like nothing.
 */
function looksOf(files: File[]): string {
  if (files.some(({ stats }) => stats.ctimeMs > Date.now() - justNow)) return ''
  const hash = createHash('sha256')
  for (const { name, stats } of files) hash.update(`${name}\0${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}\0`)
  return hash.digest('hex')
}
