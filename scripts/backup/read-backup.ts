import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Trouble } from '../../lib/trouble.ts'
import { backupFormat, manifestShape, places } from './manifest.ts'
import type { BackupFile, Manifest } from './manifest.ts'
import { readTar } from './tar.ts'
import type { TarEntry } from './tar.ts'

/** What is said of a file that is not as it was written: nothing can be done about it here. */
export const takeAnother = 'Nothing was changed. Copy it anew from where it was made, or take another backup.'

/** The files of a backup, one after the other. */
export function openBackup(place: string): AsyncGenerator<TarEntry> {
  const packed = createGunzip()
  // What goes wrong with either is told to whoever reads.
  pipeline(createReadStream(place), packed, () => {})
  return readTar(packed)
}

/**
 * Reads a backup from its beginning to its end, and compares every file in it with what its manifest says.
 * @throws Trouble when anything is missing, cut off or changed, or it was made by a newer Afterword
 */
export async function checkBackup(place: string): Promise<Manifest> {
  if (!statSync(place, { throwIfNoEntry: false })?.isFile()) throw new Trouble(`There is no file ${place}.`)
  const found = new Map<string, BackupFile>()
  let manifest: unknown
  try {
    for await (const entry of openBackup(place)) {
      if (entry.name === places.manifest) manifest = JSON.parse((await readWhole(entry)).toString())
      else found.set(entry.name, { name: entry.name, bytes: entry.size, sha256: await hashOf(entry) })
    }
  } catch {
    throw new Trouble(`${place} is no backup, or not a whole one. ${takeAnother}`)
  }
  const checked = readManifest(place, manifest)
  for (const file of checked.files) {
    const { bytes, sha256 } = found.get(file.name) ?? {}
    if (bytes !== file.bytes || sha256 !== file.sha256) throw new Trouble(`${place} is damaged: ${file.name} is not what it was. ${takeAnother}`)
  }
  if (found.size !== checked.files.length) throw new Trouble(`${place} holds more than it says. ${takeAnother}`)
  return checked
}

function readManifest(place: string, manifest: unknown): Manifest {
  if (manifest === undefined) throw new Trouble(`${place} is no backup, or not a whole one. ${takeAnother}`)
  const parsed = manifestShape.safeParse(manifest)
  const format = typeof manifest === 'object' && manifest !== null && 'format' in manifest ? Number(manifest.format) : Number.NaN
  if (format > backupFormat) throw new Trouble(`${place} was made by a newer Afterword. Bring this one up to date first. Nothing was changed.`)
  if (!parsed.success) throw new Trouble(`${place} is no backup that this Afterword understands. ${takeAnother}`)
  return parsed.data
}

/** All of one file of a backup. */
export async function readWhole({ content }: TarEntry): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

async function hashOf({ content }: TarEntry): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of content) hash.update(part)
  return hash.digest('hex')
}
