import { z } from 'zod'
import { cleanText, looksBlank } from './check-text.ts'
import { sayLongest } from './text-of-at-most.ts'

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
    .refine((text) => [...text].length <= longest, { error: sayLongest(longest) })
}

/**
 * A passage of a text, kept as it stands there, so that it can be found again; what nobody could see counts as empty.
 * @param longest in code points
 */
export function wordsAsTheyStand(longest: number) {
  return z
    .string({ error: 'Please write something.' })
    .trim()
    .max(longest * 2, { error: sayLongest(longest) })
    .transform((text) => (looksBlank(text) ? '' : text))
    .refine((text) => [...text].length <= longest, { error: sayLongest(longest) })
}
