import { readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { percentDecoded } from '../percent-decoded.ts'
import { largestFile } from './got-file.ts'
import type { FileSource, GotFile } from './got-file.ts'

/**
 * A copy of the old blog's folder: `wp-content/uploads` itself, or one in which it lies. Files are found by their way below `uploads`; what leads out of the
 * folder is not there.
 */
export function folderSource(folder: string): FileSource {
  const find = async (address: string) => {
    const root = await realpath(folder)
    for (const way of waysTo(address)) {
      const file = await realpath(path.join(root, ...way)).catch(() => null)
      if (file !== null && file.startsWith(root + path.sep)) return file
    }
    return null
  }
  return {
    async get(address) {
      const file = await find(address)
      return file === null ? { ok: false, trouble: 'missing' } : readWhole(file)
    },
    has: async (address) => (await find(address)) !== null,
  }
}

/** Where a file may lie below the folder, each as the parts of its path. Names that came by way of a Mac have their accents apart. */
function waysTo(address: string): string[][] {
  const parts = new URL(address).pathname.split('/').filter(Boolean).map(percentDecoded)
  if (parts.some((part) => part === '..' || part === '.' || /[/\\\0]/.test(part))) return []
  const at = parts.findIndex((part) => part === 'uploads' || part === 'files')
  const below = parts.slice(at + 1)
  const ways = [below, ['uploads', ...below], ['wp-content', 'uploads', ...below], parts].filter((way) => way.length > 0)
  return ways.flatMap((way) => [way, way.map((part) => part.normalize('NFC')), way.map((part) => part.normalize('NFD'))])
}

async function readWhole(file: string): Promise<GotFile> {
  try {
    const about = await stat(file)
    if (!about.isFile()) return { ok: false, trouble: 'missing' }
    return about.size > largestFile ? { ok: false, trouble: 'large' } : { ok: true, bytes: await readFile(file) }
  } catch {
    return { ok: false, trouble: 'refused' }
  }
}
