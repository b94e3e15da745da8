import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Trouble } from '../../lib/trouble.ts'
import type { BackupFile } from './manifest.ts'
import { tarEnd, tarHead, tarPadding } from './tar.ts'

export type ArchiveWriter = {
  /** Every file so far. */
  files: BackupFile[]
  add: (name: string, content: Uint8Array) => Promise<void>
  /** Ends the archive: from here on it is there, whole, under its name. @returns its size in bytes */
  finish: () => Promise<number>
  /** Leaves nothing behind. */
  abandon: () => Promise<void>
}

/**
 * A packed archive (.tar.gz) that is written as it comes, for the eyes of this user alone. It has its name when it is whole and on the disk.
 * @throws Trouble where there is such a file already, or none can be written
 */
export function openArchive(place: string, at: Date): ArchiveWriter {
  if (existsSync(place)) throw new Trouble(`${place} is there already, and is not overwritten.`)
  const unfinished = `${place}.${process.pid}.part`
  mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 })
  const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600 })
  const packed = createGzip({ level: 5 })
  packed.pipe(file)
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [file, packed]) stream.once('error', (error: NodeJS.ErrnoException) => reject(new Trouble(`${place} cannot be written (${error.code ?? error.message}).`)))
  })
  failed.catch(() => {})
  const write = async (bytes: Uint8Array) => {
    if (bytes.length > 0 && !packed.write(bytes)) await Promise.race([once(packed, 'drain'), failed])
  }
  const files: BackupFile[] = []
  return {
    files,
    async add(name, content) {
      await write(tarHead(name, content.length, at))
      await write(content)
      await write(tarPadding(content.length))
      files.push({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
    },
    async finish() {
      await write(tarEnd)
      packed.end()
      await Promise.race([finished(file), failed])
      const written = await open(unfinished, 'r+')
      await written.sync().finally(() => written.close())
      await rename(unfinished, place)
      return file.bytesWritten
    },
    async abandon() {
      packed.destroy()
      file.destroy()
      await rm(unfinished, { force: true })
    },
  }
}
