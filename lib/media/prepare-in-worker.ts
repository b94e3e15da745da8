import { refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { WorkerPool } from '#lib/rendering/worker-pool.ts'
import type { ImageAnswer, ImageRefusal, ImageTask, PreparedImage } from './image-task.ts'

/** Of the processor, in milliseconds: a photograph of twelve megapixels takes some two seconds, the largest that is taken some eight. */
const limitMs = () => 20_000

/** One process: two of the largest images at once would want a gigabyte. */
const pool = new WorkerPool<ImageTask, ImageAnswer>(['lib', 'media', 'image-worker.ts'], 1, limitMs)

const sentences: Record<ImageRefusal, string> = {
  kind: 'This is no picture that we can take. JPEG, PNG and WebP are.',
  pixels: 'This picture has more pixels than we can take: 60 million in a JPEG, 36 million in others. Please make it smaller and try again.',
  moves: 'This picture moves, and only still ones can be shown here.',
  damaged: 'This picture cannot be read. The file may be damaged or incomplete; please save it anew and try again.',
}

/** Why an image could not be prepared; `heavy`: it took too much time or memory. */
export type Unprepared = ImageRefusal | 'heavy'

/**
 * Reads an image and writes it anew in all its sizes, in a process that is ended when it takes too long or too much memory. What
 * cannot be taken is refused with a sentence; only a process that cannot start is an error.
 */
export async function prepareInWorker(bytes: Uint8Array): Promise<Outcome<PreparedImage>> {
  const answer = await askWorker(bytes)
  if (answer.ok) return { ok: true, value: answer.image }
  const { reason } = answer
  if (reason === 'heavy') return refuse('invalid', 'This picture takes too much to prepare. Please make it smaller and try again.')
  return refuse(reason === 'kind' ? 'media-type' : 'invalid', sentences[reason])
}

/** The same for whoever has words of their own for what cannot be taken. */
export async function askWorker(bytes: Uint8Array): Promise<ImageAnswer | { ok: false; reason: Unprepared }> {
  const worked = await pool.work({ bytes })
  return worked.kind === 'answer' ? worked.answer : { ok: false, reason: 'heavy' }
}
