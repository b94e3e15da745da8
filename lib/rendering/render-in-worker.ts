import type { Rendering, RenderingOptions, RenderingProfile } from './rendering-profiles.ts'
import { WorkerPool } from './worker-pool.ts'

export type RenderingTask = { format: 'markdown' | 'html'; source: string; profile: RenderingProfile; options?: RenderingOptions }
export type RenderingResult = { ok: true; rendering: Rendering } | { ok: false; code: 'too-slow' | 'too-deep'; message: string }

/**
 * What a person waits for without thinking it broken: a second, and another for each 100,000 characters. Ordinary
 * essays take some 30 ms, a book of 300,000 characters 600 ms, and a busy machine a multiple of that.
 */
const limitMs = (task: RenderingTask): number => 1_000 + task.source.length / 100

/** One of them stays: nobody who replies waits for the parsers to be loaded, but for the first. */
const pool = new WorkerPool<RenderingTask, Rendering>(['lib', 'rendering', 'render-worker.ts'], 2, limitMs, 1)

/**
 * Renders one text in a process that is ended when its time is up. A text that is too slow or nests too deeply is refused
 * with a sentence for its writer; only a process that cannot start is an error.
 */
export async function renderInWorker(task: RenderingTask): Promise<RenderingResult> {
  const worked = await pool.work(task)
  if (worked.kind === 'answer') return { ok: true, rendering: worked.answer }
  if (worked.kind === 'late') return { ok: false, code: 'too-slow', message: 'This text takes too long to prepare. Please make it shorter or simpler.' }
  // Errors inside the process come from texts that exhaust its stack or its memory: both mean nesting beyond reason.
  return { ok: false, code: 'too-deep', message: 'This is nested too deeply to be shown. Please use fewer levels of quotes, lists or emphasis.' }
}
