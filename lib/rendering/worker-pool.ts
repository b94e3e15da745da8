import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export type Worked<Answer> = { kind: 'answer'; answer: Answer } | { kind: 'late' } | { kind: 'failed'; error: Error }

type Waiting<Task, Answer> = { task: Task; resolve: (worked: Worked<Answer>) => void; reject: (error: Error) => void }

/** Loading the parsers takes some 200 ms; a machine that needs this long has other troubles. */
const START_LIMIT_MS = 30_000
/** On a machine that does much else, a task may wait this many times its own time for the processor. */
const PATIENCE = 5

/**
 * A few threads that each do one task at a time and are ended when its time is up, so that no text can hold up the
 * process that serves pages. Tasks wait for a free thread; what counts is the processor's time that they take, so that a busy
 * machine refuses nothing that a quiet one takes.
 */
export class WorkerPool<Task, Answer> {
  private readonly entry: string[]
  private readonly size: number
  private readonly limitMs: (task: Task) => number
  private readonly waiting: Waiting<Task, Answer>[] = []
  private readonly idle: Worker[] = []
  private alive = 0

  /** @param entry the thread's file, as a path from the folder of the product */
  constructor(entry: string[], size: number, limitMs: (task: Task) => number) {
    this.entry = entry
    this.size = size
    this.limitMs = limitMs
  }

  /** Rejects only when no thread can be started; a task that fails or is late is told in the result. */
  work(task: Task): Promise<Worked<Answer>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject })
      this.handOut()
    })
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      const worker = this.idle.pop()
      if (!worker) return this.alive < this.size ? this.start() : undefined
      const next = this.waiting.shift()
      if (next) void this.perform(worker, next)
    }
  }

  /**
   * A thread is not part of any bundle: Node reads its TypeScript from the product's folder, where it always runs. The
   * path is made at run time, so that no bundler follows it. It sees no environment, so no secret can reach a parser.
   */
  private start(): void {
    this.alive++
    const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), ...this.entry), {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    void next<unknown>(worker, START_LIMIT_MS).then((outcome) => {
      worker.unref()
      if (outcome.kind === 'answer') return this.release(worker)
      const error = outcome.kind === 'failed' ? outcome.error : new Error('A thread for texts did not start.')
      for (const { reject } of this.waiting.splice(0)) reject(error)
      this.discard(worker)
    })
  }

  private async perform(worker: Worker, { task, resolve }: Waiting<Task, Answer>): Promise<void> {
    worker.ref()
    const worked = await next<Answer>(worker, this.limitMs(task), () => worker.postMessage(task))
    worker.unref()
    if (worked.kind === 'answer') this.release(worker)
    else this.discard(worker)
    resolve(worked)
  }

  private release(worker: Worker): void {
    worker.once('error', () => this.discard(worker))
    this.idle.push(worker)
    this.handOut()
  }

  private discard(worker: Worker): void {
    const at = this.idle.indexOf(worker)
    if (at >= 0) this.idle.splice(at, 1)
    this.alive--
    worker.removeAllListeners()
    // An error that still arrives must not end the process.
    worker.on('error', () => undefined)
    void worker.terminate()
    this.handOut()
  }
}

/** The next thing that happens to a worker: an answer, an error, or nothing for too long. */
function next<Answer>(worker: Worker, limitMs: number, begin = () => {}): Promise<Worked<Answer>> {
  return new Promise((resolve) => {
    const finish = (worked: Worked<Answer>) => {
      clearTimeout(soft)
      clearTimeout(hard)
      worker.removeAllListeners()
      resolve(worked)
    }
    const begun = processorMs(worker)
    const look = async () => {
      const left = limitMs - ((await processorMs(worker)) - (await begun))
      if (left <= 0) finish({ kind: 'late' })
      else soft = setTimeout(look, Math.max(left, 50))
    }
    let soft = setTimeout(look, limitMs)
    const hard = setTimeout(() => finish({ kind: 'late' }), limitMs * PATIENCE)
    worker.removeAllListeners()
    worker.once('message', (answer: Answer) => finish({ kind: 'answer', answer }))
    worker.once('error', (error) => finish({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }))
    worker.once('exit', (code) => finish({ kind: 'failed', error: new Error(`A thread for texts ended with code ${code}.`) }))
    begin()
  })
}

/** What a thread has taken of the processor so far; without end once it is gone, for then nothing is left to wait for. */
async function processorMs(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage()
    return (user + system) / 1_000
  } catch {
    return Infinity
  }
}
