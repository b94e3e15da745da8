import { z } from 'zod'
import type { TextFormat } from '#database'
import type { EssayText } from '#lib/posts/essay-text.ts'
import { checkText, looksBlank, TEXT_LIMITS } from '#lib/rendering/check-text.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import { done, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'

/** What has been typed so far: any text that is not far too long, nothing at all included. */
export const draftSource = z
  .string({ error: 'A text is needed here, if only an empty one.' })
  .max(TEXT_LIMITS.essay.codePoints * 4, { error: 'This is far longer than an essay can be. Nothing was lost.' })

/** How the text of a post is written and shown. Both stay what they were when the post began. */
export type DraftForm = { format: TextFormat; imported: boolean }

/** The renderer of a text that was kept before any renderer came to it: the oldest there could be, so that what makes texts anew takes it up. */
export const unrendered = 0

/** A text in which nothing has been written. */
export const draftOfNothing: EssayText = { source: '', html: '', text: '', headings: [], words: 0, rendererVersion: RENDERER_VERSION }

/**
 * A text as it is stored while it is being written. Unlike an essay it may be empty. Texts of imports that Markdown cannot say stay HTML, and what
 * was imported may go on showing pictures from where it came. One that a busy machine does not come to in time is kept all the same: whoever stores
 * it gives it the look of the text before, and it is rendered later.
 */
export async function prepareDraft(raw: string, { format, imported }: DraftForm): Promise<Outcome<EssayText>> {
  if (looksBlank(raw)) return done(draftOfNothing)
  const checked = checkText(raw, 'essay')
  if (!checked.ok) return refuseField('source', checked.message)
  const result = await renderInWorker({ format, source: checked.text, profile: 'essay', options: imported ? { remoteImages: true } : {} })
  if (!result.ok && result.code === 'too-slow') return done({ ...draftOfNothing, source: checked.text, rendererVersion: unrendered })
  if (!result.ok) return refuseField('source', result.message)
  const { html, text, headings, words } = result.rendering
  return done({ source: checked.text, html, text, headings, words, rendererVersion: RENDERER_VERSION })
}
