import { z } from 'zod'
import { looksBlank } from '#lib/rendering/check-text.ts'
import { prepareText } from '#lib/rendering/prepare-text.ts'
import { textOfAtMost } from '#lib/rendering/text-of-at-most.ts'

/** In code points: a few sentences, not an essay. */
const longest = 2_000

/** What a series is about, in Markdown, or nothing. Rendered while parsing, so that no transaction waits for it. */
export const seriesDescription = textOfAtMost(longest)
  .default('')
  .transform(async (raw, context) => {
    if (looksBlank(raw)) return { source: '', html: '' }
    const prepared = await prepareText(raw, 'essay', context, { idPrefix: 'series' })
    return prepared ? { source: prepared.source, html: prepared.rendering.html } : z.NEVER
  })
