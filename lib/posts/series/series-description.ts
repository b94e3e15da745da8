import { z } from 'zod'
import { looksBlank } from '#lib/rendering/check-text.ts'
import { prepareText } from '#lib/rendering/prepare-text.ts'

/** In code points: a few sentences, not an essay. */
const longest = 2_000
const tooLong = `This can hold ${longest.toLocaleString('en-GB')} characters. Nothing was lost.`

/** What a series is about, in Markdown, or nothing. Rendered while parsing, so that no transaction waits for it. */
export const seriesDescription = z
  .string()
  .max(longest * 2, { error: tooLong })
  .refine((text) => [...text].length <= longest, { error: tooLong })
  .default('')
  .transform(async (raw, context) => {
    if (looksBlank(raw)) return { source: '', html: '' }
    const prepared = await prepareText(raw, 'essay', context, { idPrefix: 'series' })
    return prepared ? { source: prepared.source, html: prepared.rendering.html } : z.NEVER
  })
