import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { MediaStore } from './media-store.ts'

/**
 * A folder of files, in 256 folders by the beginning of their names. A file that is there is whole and stays as it is, so a copy of
 * the folder can be made at any time, and the next copy only takes what is new.
 */
export function folderStore(folder: string): MediaStore {
  const placeOf = (fileName: string) => path.join(/* turbopackIgnore: true */ folder, fileName.slice(0, 2), fileName)
  return {
    put: (fileName, bytes) => writeWhole(placeOf(fileName), bytes),
    get: async (fileName) => readFile(placeOf(fileName)).then((bytes) => new Uint8Array(bytes), ifMissing(null)),
    has: async (fileName) => stat(placeOf(fileName)).then((file) => file.isFile() && file.size > 0, ifMissing(false)),
    remove: async (fileNames) => void (await Promise.all(fileNames.map((fileName) => rm(placeOf(fileName), { force: true })))),
  }
}

/** Under another name first, and on the disk, before it takes its own. */
async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${place}.${randomBytes(6).toString('hex')}.part`
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  try {
    const file = await open(unfinished, 'wx', 0o600)
    await file.writeFile(bytes).then(() => file.sync()).finally(() => file.close())
    await rename(unfinished, place)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

function ifMissing<Value>(value: Value) {
  return (error: NodeJS.ErrnoException): Value => {
    if (error.code !== 'ENOENT') throw error
    return value
  }
}
