import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Below this there are files of the build and nothing else. */
const place = '/_next/'

/**
 * Whether an address can only be that of a file of the build, and there is none. The framework would make a whole page about each of them, and whoever asks for a
 * file waits for no turn: a few hundred connections would keep every reader waiting for seconds.
 */
export function isMissingFile(url = ''): boolean {
  return url.startsWith(place) && !files().has(decodeURIComponent(url.split('?', 1)[0] ?? ''))
}

let known: Set<string> | undefined

function files(): Set<string> {
  return (known ??= new Set(readFolder('static')))
}

/** @param folder below the folder of the build @returns addresses */
function readFolder(folder: string): string[] {
  const entries = readdirSync(path.resolve('.next', folder), { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? readFolder(`${folder}/${entry.name}`) : [`${place}${folder}/${entry.name}`]))
}
