import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What a running server wrote about itself, or nothing when none runs on this folder. */
export function readPostmaster(folder: string): { pid: number; port: number; ready: boolean } | undefined {
  const lines = readIfThere(path.join(folder, 'data', 'postmaster.pid')).split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0) || !isPostgres(pid)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A process id may have been given to something else since: on Linux its name is looked at too, and whether it is a zombie. */
export function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (!existsSync('/proc/self/stat')) return true
  return /^\d+ \(postgres\) [^ZX]/.test(readIfThere(`/proc/${pid}/stat`))
}
