import { WorkerPool } from '#lib/rendering/worker-pool.ts'
import type { RewriteTask, Rewritten } from './rewrite-text.ts'

/** As for the conversion of an export: some forty times what ordinary texts take. */
const limitMs = ({ source }: RewriteTask): number => 10_000 + source.length / 20

const pool = new WorkerPool<RewriteTask, Rewritten>(['lib', 'exchange', 'pictures', 'rewrite-worker.ts'], 2, limitMs)

/** `rewriteText` in a process that is ended when its time is up; null for a text that cannot be read in time, which stays as it is. */
export async function rewriteInWorker(task: RewriteTask): Promise<Rewritten | null> {
  const worked = await pool.work(task)
  return worked.kind === 'answer' ? worked.answer : null
}
