import { sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { cleanText } from '#lib/rendering/check-text.ts'
import { WorkerPool } from '#lib/rendering/worker-pool.ts'
import type { Converted, MarkupTask } from './wordpress-markup.ts'

export type ConvertedText = Converted & {
  /** The markup was too tangled to be read in time: its words are kept without it. */
  tangled: boolean
}

/** Five seconds of the processor, and fifty more for each million characters: some forty times what ordinary texts take. */
const limitMs = ({ source }: MarkupTask): number => 5_000 + source.length / 20

const pool = new WorkerPool<MarkupTask, Converted>(['lib', 'exchange', 'convert-worker.ts'], 2, limitMs)

/** `convertMarkup` in a process that is ended when its time is up, so that no text in an export can hold up its import. */
export async function convertInWorker(task: MarkupTask): Promise<ConvertedText> {
  const worked = await pool.work(task)
  return worked.kind === 'answer' ? { ...worked.answer, tangled: false } : { ...withoutMarkup(task), tangled: true }
}

function withoutMarkup({ source, profile }: MarkupTask): Converted {
  // Nothing here looks further than the next `<`, so the time it takes grows no faster than the text.
  const words = cleanText(source).replace(/<[!/]?[a-z-][^<>]*>/gi, ' ')
  const html = words.split(/\n\s*\n/).map((part) => `<p>${part.trim().replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`).join('\n')
  return { format: 'html', source: html, rendering: sanitiseHtml(html, profile), unknownShortcodes: [], filledInBlocks: [] }
}
