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

/**
 * Reads an image and writes it anew in all its sizes, in a process that is ended when it takes too long or too much memory. What
 * cannot be taken is refused with a sentence; only a process that cannot start is an error.
 */
export async function prepareInWorker(bytes: Uint8Array): Promise<Outcome<PreparedImage>> {
  const worked = await pool.work({ bytes })
  if (worked.kind !== 'answer') return refuse('invalid', 'This picture takes too much to prepare. Please make it smaller and try again.')
  if (worked.answer.ok) return { ok: true, value: worked.answer.image }
  const { reason } = worked.answer
  return refuse(reason === 'kind' ? 'media-type' : 'invalid', sentences[reason])
}
