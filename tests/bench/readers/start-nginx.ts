import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { isRoot } from '../../../scripts/unprivileged-user.ts'
import { nginxConf } from './nginx-conf.ts'

export type Nginx = {
  /** Where files are sent, and where the site is behind it. */
  filesPort: number
  keptPort: number
  /** The process that answers. */
  worker: number | undefined
  /** Makes a file of a body. @returns its address */
  keep: (address: string, body: Buffer) => string
  stop: () => void
}

/** The program; null where it is not installed. */
export function findNginx(): string | null {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/sbin', '/usr/local/sbin')
  return folders.map((folder) => path.join(folder, 'nginx')).find((file) => {
    try {
      execFileSync(file, ['-v'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }) ?? null
}

/** nginx in front of a site, as docs/deploy.md tells it, and beside that a folder of files; null where it is not installed, or will not run. */
export async function startNginx(folder: string, sitePort: number, otherPort = sitePort): Promise<Nginx | null> {
  const program = findNginx()
  if (program === null) return null
  mkdirSync(path.join(folder, 'files'), { recursive: true })
  const [filesPort, keptPort] = [await findFreePort(), await findFreePort()]
  const conf = path.join(folder, 'nginx.conf')
  // Whoever is root has made the folder for themselves alone. Everybody else's nginx is theirs anyway.
  writeFileSync(conf, nginxConf({ folder, sitePort, otherPort, filesPort, keptPort, ...(isRoot && { user: 'root' }) }))
  const child = spawn(program, ['-p', folder, '-e', path.join(folder, 'error.log'), '-c', conf], { stdio: 'ignore' })
  for (let tries = 0; tries < 200 && child.exitCode === null && !(await isOpen(keptPort)); tries++) await sleep(25)
  if (child.exitCode !== null) return null
  const keep = (address: string, body: Buffer) => {
    const name = createHash('sha256').update(address).digest('hex').slice(0, 16)
    writeFileSync(path.join(folder, 'files', name), body)
    return `/${name}`
  }
  return { filesPort, keptPort, worker: workerOf(child.pid), keep, stop: () => child.kill() }
}

/** The first that nginx starts; the others look after what it keeps. */
function workerOf(pid: number | undefined): number | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    return Number(children[0]) || undefined
  } catch {
    return undefined
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}
