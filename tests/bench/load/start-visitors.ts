import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Rush, Rushed } from './visitors.ts'

export type Visitors = { rush: (rush: Rush) => Promise<Rushed>; end: () => void }

/** Visitors in a process of their own, so that what they need is not counted with what they ask of the site. */
export function startVisitors(): Visitors {
  const child = fork(path.join(import.meta.dirname, 'visitors.ts'))
  return {
    rush: async (rush) => {
      child.send(rush)
      const [rushed]: Rushed[] = (await once(child, 'message')) as Rushed[]
      return rushed ?? {}
    },
    end: () => void child.kill(),
  }
}

/** The statuses of some visits, those that say that the server failed among them. */
export function failuresIn(rushed: Rushed): string[] {
  return Object.entries(rushed).flatMap(([name, statuses]) => Object.entries(statuses).filter(([status]) => Number(status) === 500 || Number(status) > 503).map(([status, count]) => `${name}: ${status} (${count} times)`))
}
