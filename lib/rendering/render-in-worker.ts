import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Rendering, RenderingOptions, RenderingProfile } from './rendering-profiles.ts'

export type RenderingTask = { format: 'markdown' | 'html', source: string, profile: RenderingProfile, options?: RenderingOptions }
export type RenderingResult = { ok: true, rendering: Rendering } | { ok: false, code: 'too-slow' | 'too-deep', message: string }

/**
 * What a person waits for without thinking it broken: a second, and another for each 100,000 characters. Ordinary
 * essays take some 30 ms, a book of 300,000 characters 600 ms, and a busy machine a multiple of that.
 */
const timeLimitMs = (task: RenderingTask): number => 1_000 + task.source.length / 100
const WORKERS = 2
/** Loading the parsers takes some 200 ms; a machine that needs this long has other troubles. */
const START_LIMIT_MS = 20_000

type Waiting = { task: RenderingTask, resolve: (result: RenderingResult) => void, reject: (error: Error) => void }

const waiting: Waiting[] = []
const idle: Worker[] = []
let alive = 0

/**
 * Renders one text in a thread that is ended when its time is up, so that no text can hold up the process that serves pages.
 * A text that is too slow or nests too deeply is refused with a sentence for its writer; only a thread that cannot
 * start is an error. Tasks beyond the two threads wait their turn; the time counts from when a task begins.
 */
export function renderInWorker(task: RenderingTask): Promise<RenderingResult> {
  return new Promise((resolve, reject) => {
    waiting.push({ task, resolve, reject })
    handOut()
  })
}

function handOut(): void {
  while (waiting.length > 0) {
    const worker = idle.pop()
    if (!worker) return alive < WORKERS ? startWorker() : undefined
    const next = waiting.shift()
    if (next) perform(worker, next)
  }
}


/**
 * The worker is not part of any bundle: Node reads its TypeScript from the repository, where the product always runs.
 * A path made at run time keeps the bundler from following it. It sees no environment, so no secret can reach a parser.
 */
function startWorker(): void {
  alive++
  const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'rendering', 'render-worker.ts'), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 192 },
  })
  const settle = once(worker, START_LIMIT_MS)
  worker.unref()
  settle.then(outcome => {
    if (outcome.kind === 'answer') return release(worker)
    discard(worker)
    const error = outcome.kind === 'error' ? outcome.error : new Error('The rendering thread did not start.')
    for (const { reject } of waiting.splice(0)) reject(error)
  })
}

function perform(worker: Worker, { task, resolve }: Waiting): void {
  worker.ref()
  worker.postMessage(task)
  once(worker, timeLimitMs(task)).then(outcome => {
    worker.unref()
    if (outcome.kind === 'answer') release(worker)
    else discard(worker)
    resolve(resultOf(outcome))
  })
}

type Outcome = { kind: 'answer', answer: Rendering } | { kind: 'error', error: Error } | { kind: 'late' }

/** The next thing that happens to a worker: an answer, an error, or nothing for too long. */
function once(worker: Worker, limit: number): Promise<Outcome> {
  return new Promise(resolve => {
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      // An error that arrives between two tasks must not end the process.
      worker.on('error', () => discard(worker))
      resolve(outcome)
    }
    const timer = setTimeout(finish, limit, { kind: 'late' })
    worker.removeAllListeners()
    worker.once('message', (answer: Rendering) => finish({ kind: 'answer', answer }))
    worker.once('error', (error: Error) => finish({ kind: 'error', error }))
    worker.once('exit', code => finish({ kind: 'error', error: new Error(`The rendering thread ended with ${code}.`) }))
  })
}

function release(worker: Worker): void {
  idle.push(worker)
  handOut()
}

function discard(worker: Worker): void {
  const at = idle.indexOf(worker)
  if (at >= 0) idle.splice(at, 1)
  alive--
  void worker.terminate()
  handOut()
}

/** Errors inside the worker come from texts that exhaust its stack or its memory: both mean nesting beyond reason. */
function resultOf(outcome: Outcome): RenderingResult {
  if (outcome.kind === 'answer') return { ok: true, rendering: outcome.answer }
  if (outcome.kind === 'late') return { ok: false, code: 'too-slow', message: 'This text takes too long to prepare. Please make it shorter or simpler.' }
  return { ok: false, code: 'too-deep', message: 'This is nested too deeply to be shown. Please use fewer levels of quotes, lists or emphasis.' }
}
