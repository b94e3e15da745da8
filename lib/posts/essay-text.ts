import { z } from 'zod'
import { looksBlank, TEXT_LIMITS } from '#lib/rendering/check-text.ts'
import { prepareText } from '#lib/rendering/prepare-text.ts'
import type { Heading } from '#lib/rendering/rendering-profiles.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'

/** An essay's text as it is stored: what was typed, and what it looks like. */
export type EssayText = { source: string; html: string; text: string; headings: Heading[]; words: number; rendererVersion: number }

/** An essay's Markdown in a form or a request. Checked and rendered while parsing, so that no transaction waits for it. */
export const essayText = z
  .string({ error: 'Please write something.' })
  .max(TEXT_LIMITS.essay.codePoints * 4, { error: 'This is far longer than an essay can be. Nothing was lost.' })
  .transform(async (raw, context): Promise<EssayText> => {
    const prepared = await prepareText(raw, 'essay', context)
    if (!prepared) return z.NEVER
    const { source, rendering: { html, text, headings, words } } = prepared
    return { source, html, text, headings, words, rendererVersion: RENDERER_VERSION }
  })

/** A line of plain text: a title, a standfirst. `most` counts code points. A line of which nothing can be seen is an empty one. */
export function lineOfText(most: number, missing: string) {
  return z
    .string({ error: missing })
    .transform((raw) => raw.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
    .transform((line) => (looksBlank(line) ? '' : line))
    .refine((line) => [...line].length <= most, { error: `This can hold ${most} characters.` })
}
