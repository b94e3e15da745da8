import { z } from 'zod'
import { cleanText, looksBlank } from '#lib/rendering/check-text.ts'

/**
 * A few sentences from one person to another, shown as they were typed and never as Markdown. Cleaned like every other text;
 * what nobody could see counts as empty.
 * @param longest in code points
 */
export function plainWords(longest: number) {
  return z
    .string({ error: 'Please write something.' })
    .transform((raw) => cleanText(raw.slice(0, longest * 4)).trim())
    .transform((text) => (looksBlank(text) ? '' : text))
    .refine((text) => [...text].length <= longest, { error: `This can hold ${longest.toLocaleString('en-GB')} characters. Nothing was lost.` })
}
