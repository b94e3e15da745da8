import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A small volume of its own, which can be filled to its last byte. */
export type Volume = { folder: string; fill: () => void; empty: () => void; remove: () => void }

/** Mounts a volume in memory. @param ownedLike a folder of whoever is to write there @returns why not, where this machine or this user cannot */
export function mountVolume(megabytes: number, ownedLike: string): Volume | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a volume that is small enough to be filled'
  const folder = mkdtempSync(path.join(os.tmpdir(), 'afterword-volume-'))
  const { uid, gid } = statSync(ownedLike)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700,uid=${uid},gid=${gid}`, 'afterword-faults', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    return `a volume could not be mounted: ${String(error instanceof Error && 'stderr' in error ? error.stderr : error).trim().slice(0, 200)}`
  }
  const filling = path.join(folder, 'filling')
  return {
    folder,
    fill() {
      for (let bytes = megabytes * 2 ** 20; bytes >= 4096; bytes = Math.floor(bytes / 2)) {
        try {
          writeFileSync(`${filling}.${bytes}`, Buffer.alloc(bytes))
        } catch {
          // As much of it as there was room for.
        }
      }
    },
    empty() {
      for (let bytes = megabytes * 2 ** 20; bytes >= 4096; bytes = Math.floor(bytes / 2)) rmSync(`${filling}.${bytes}`, { force: true })
    },
    remove() {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
