import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort, startPostgres } from '../../scripts/embedded-postgres.ts'
import type { EmbeddedPostgres } from '../../scripts/embedded-postgres.ts'
import { readPostmaster } from '../../scripts/postmaster.ts'

/** The embedded PostgreSQL as the product starts it, which waits for the disk; it can be ended and frozen. */
export type OwnPostgres = {
  url: string
  /** `immediate` ends it without a word to anybody, as a crash does. */
  end: (mode: 'fast' | 'immediate') => Promise<void>
  /** Waits until it has ended by itself. @returns whether it has, in so many seconds */
  hasEnded: (seconds: number) => Promise<boolean>
  /** At the same address. */
  begin: () => Promise<void>
  /** All its processes stand still. @returns has them go on */
  freeze: () => () => void
  stop: () => Promise<void>
}

/** Starts one in a folder, made where there is none. */
export async function openPostgres(folder: string): Promise<OwnPostgres> {
  const port = await findFreePort()
  let server: EmbeddedPostgres | null = await startPostgres({ folder, port })
  const pid = () => {
    const running = readPostmaster(folder)
    // A signal to nobody in particular would end ourselves.
    if (!running) throw new Error(`No PostgreSQL runs in ${folder}`)
    return running.pid
  }
  return {
    url: server.url,
    async end(mode) {
      if (mode === 'immediate') {
        process.kill(pid(), 'SIGQUIT')
        await server?.ended
      }
      await server?.stop()
      server = null
    },
    async hasEnded(seconds) {
      const ended = await Promise.race([server?.ended.then(() => true), sleep(seconds * 1_000, false, { ref: false })])
      if (ended) await server?.stop()
      return ended === true
    },
    async begin() {
      server = await startPostgres({ folder, port })
    },
    freeze() {
      const postmaster = pid()
      const all = [postmaster, ...childrenOf(postmaster)]
      for (const each of all) process.kill(each, 'SIGSTOP')
      return () => {
        for (const each of all.toReversed()) process.kill(each, 'SIGCONT')
      }
    },
    stop: async () => void (await server?.stop()),
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return Number(/^\d+ \(.*\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent
    } catch {
      return false
    }
  })
}
