import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { chores, OperationName } from './operations.ts'
import type { PlanCost } from './read-plan.ts'
import type { Answer, Request, WritingCost } from './worker.ts'

/** A process of its own that measures on one database. */
export type Worker = {
  /** Milliseconds that an operation takes now. */
  measure: (name: OperationName) => Promise<number>
  plansOf: (name: OperationName) => Promise<PlanCost[]>
  costOf: (name: OperationName) => Promise<WritingCost>
  /** Comments that a page of a thread shows. */
  shownBy: (name: OperationName) => Promise<number>
  /** Milliseconds of the part that counts. */
  chore: <Name extends keyof typeof chores>(name: Name, given: Parameters<(typeof chores)[Name]>[0]) => Promise<number>
  vacuum: () => Promise<void>
  end: () => Promise<void>
}

export function startWorker(databaseUrl: string, data: string): Worker {
  const child = fork(path.join(import.meta.dirname, 'worker.ts'), {
    env: {
      ...process.env, DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: 'http://127.0.0.1:3000',
      AUTH_SECRET: 'a secret for measuring that nobody needs to guess', NODE_ENV: 'production',
    },
  })
  const ask = async (request: Request): Promise<Extract<Answer, { ok: true }>> => {
    const ended = new AbortController()
    const gone = once(child, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error('A measuring process has ended.')))
    child.send(request)
    try {
      const [answer]: Answer[] = await Promise.race([once(child, 'message', { signal: ended.signal }), gone]) as Answer[]
      if (!answer?.ok) throw new Error(answer?.error ?? 'A measuring process said nothing.')
      return answer
    } finally {
      ended.abort()
      gone.catch(() => {})
    }
  }
  return {
    measure: async (name) => (await ask({ do: 'measure', name })).milliseconds,
    plansOf: async (name) => (await ask({ do: 'plans', name })).plans,
    costOf: async (name) => (await ask({ do: 'cost', name })).cost,
    shownBy: async (name) => (await ask({ do: 'shown', name })).shown,
    chore: async (name, given) => (await ask({ do: 'chore', name, given })).milliseconds,
    vacuum: async () => void (await ask({ do: 'vacuum' })),
    end: async () => {
      await ask({ do: 'end' })
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
