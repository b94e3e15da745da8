import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import { forgetProcessorTime, processorMs } from './processor-time.ts'

export type Worked<Answer> = { kind: 'answer'; answer: Answer } | { kind: 'late' } | { kind: 'failed'; error: Error }

type Waiting<Task, Answer> = { task: Task; resolve: (worked: Worked<Answer>) => void; reject: (error: Error) => void }

/** Loading the parsers takes some 300 ms; a machine that needs this long has other troubles. */
const START_LIMIT_MS = 30_000
/** On a machine that does much else, a task may wait this many times its own time for the processor. */
const PATIENCE = 5
/** How long a process that nobody needs is kept for the next task: it holds some 60 MB, and one for images much more. */
const IDLE_LIMIT_MS = 60_000
/** In megabytes. The longest essay there may be takes some 100. */
const MEMORY = 256

/**
 * A few processes that each do one task at a time and are ended when its time is up, so that no text can hold up the
 * process that serves pages. They are processes and not threads because a thread that runs out of memory can take the whole
 * process with it. Tasks wait for a free one; what counts is the processor's time that they take, so that a busy
 * machine refuses nothing that a quiet one takes.
 */
export class WorkerPool<Task, Answer> {
  private readonly entry: string[]
  private readonly size: number
  private readonly limitMs: (task: Task) => number
  private readonly kept: number
  private readonly waiting: Waiting<Task, Answer>[] = []
  private readonly idle: ChildProcess[] = []
  /** When each of them has been idle for long enough. */
  private readonly resting = new WeakMap<ChildProcess, NodeJS.Timeout>()
  private alive = 0

  /**
   * @param entry the file of the process, as a path from the folder of the product
   * @param kept how many processes stay, once they were started, however long nobody needs them
   */
  constructor(entry: string[], size: number, limitMs: (task: Task) => number, kept = 0) {
    this.entry = entry
    this.size = size
    this.limitMs = limitMs
    this.kept = kept
  }

  /** Rejects only when no process can be started; a task that fails or is late is told in the result. */
  work(task: Task): Promise<Worked<Answer>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject })
      this.handOut()
    })
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      // The one that was used last, so that those which nobody needs are let go.
      const worker = this.idle.pop()
      if (!worker) return this.alive < this.size ? this.start() : undefined
      const next = this.takeShortest()
      if (next) void this.perform(worker, next)
    }
  }

  /** Whoever sends a book again and again keeps nobody waiting who sends a few lines. First come among equals. */
  private takeShortest(): Waiting<Task, Answer> | undefined {
    const limits = this.waiting.map(({ task }) => this.limitMs(task))
    return this.waiting.splice(limits.indexOf(Math.min(...limits)), 1)[0]
  }

  /**
   * The process is not part of any bundle: Node reads its TypeScript from the product's folder, where it always runs. The
   * path is made at run time, so that no bundler follows it. It sees nothing of our environment, so no secret can reach a parser. It keeps
   * nobody from ending, and ends itself when the channel to its owner closes.
   */
  private start(): void {
    this.alive++
    const worker = fork(join(/* turbopackIgnore: true */ process.cwd(), ...this.entry), [], {
      env: { NODE_ENV: 'production', ...keptCode() },
      execArgv: [`--max-old-space-size=${MEMORY}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    worker.unref()
    worker.channel?.unref()
    void next<unknown>(worker, START_LIMIT_MS).then((outcome) => {
      if (outcome.kind === 'answer') return this.release(worker)
      const error = outcome.kind === 'failed' ? outcome.error : new Error('A process for texts did not start.')
      for (const { reject } of this.waiting.splice(0)) reject(error)
      this.discard(worker)
    })
  }

  private async perform(worker: ChildProcess, { task, resolve }: Waiting<Task, Answer>): Promise<void> {
    clearTimeout(this.resting.get(worker))
    const worked = await next<Answer>(worker, this.limitMs(task), () => worker.send(task as object))
    if (worked.kind === 'answer') this.release(worker)
    else this.discard(worker)
    resolve(worked)
  }

  private release(worker: ChildProcess): void {
    worker.once('error', () => this.discard(worker))
    worker.once('exit', () => this.discard(worker))
    this.idle.push(worker)
    const letGo = () => {
      if (this.alive > this.kept) this.discard(worker)
    }
    this.resting.set(worker, setTimeout(letGo, IDLE_LIMIT_MS).unref())
    this.handOut()
  }

  private discard(worker: ChildProcess): void {
    clearTimeout(this.resting.get(worker))
    const at = this.idle.indexOf(worker)
    if (at >= 0) this.idle.splice(at, 1)
    this.alive--
    worker.removeAllListeners()
    // An error that still arrives must not end the process.
    worker.on('error', () => undefined)
    worker.kill('SIGKILL')
    forgetProcessorTime(worker)
    this.handOut()
  }
}

/** Where this process keeps what it has compiled: one for texts then starts in half the time. Empty when it keeps nothing. */
function keptCode(): { NODE_COMPILE_CACHE?: string } {
  const folder = getCompileCacheDir()
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }
}

/** The next thing that happens to a worker: an answer, an error, or nothing for too long. */
function next<Answer>(worker: ChildProcess, limitMs: number, begin = () => {}): Promise<Worked<Answer>> {
  return new Promise((resolve) => {
    const finish = (worked: Worked<Answer>) => {
      clearTimeout(soft)
      clearTimeout(hard)
      worker.removeAllListeners()
      resolve(worked)
    }
    const began = Date.now()
    const begun = processorMs(worker)
    const look = () => {
      const after = processorMs(worker)
      const taken = begun === null || after === null ? Date.now() - began : after - begun
      const left = limitMs - taken
      if (left <= 0) finish({ kind: 'late' })
      else soft = setTimeout(look, Math.max(left, 50))
    }
    let soft = setTimeout(look, limitMs)
    const hard = setTimeout(() => finish({ kind: 'late' }), limitMs * PATIENCE)
    worker.removeAllListeners()
    worker.once('message', (answer) => finish({ kind: 'answer', answer: answer as Answer }))
    worker.once('error', (error) => finish({ kind: 'failed', error }))
    worker.once('exit', (code, signal) => finish({ kind: 'failed', error: new Error(`A process for texts ended with ${signal ?? code}.`) }))
    begin()
  })
}
