import { z } from 'zod'

/**
 * A text as it comes in, counted as people count: a letter, or an emoji, is one. What is far too long is turned away before it is counted.
 * @param longest in code points
 */
export function textOfAtMost(longest: number, tooLong = sayLongest(longest)) {
  return z
    .string({ error: 'Please write something.' })
    .max(longest * 2, { error: tooLong })
    .refine((text) => [...text].length <= longest, { error: tooLong })
}

/** What is said of a text that is longer. */
export function sayLongest(longest: number): string {
  return `This can hold ${longest.toLocaleString('en-GB')} characters. Nothing was lost.`
}
