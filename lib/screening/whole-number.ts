import { z } from 'zod'

/** A whole number within limits, from a form or from what is stored. What is wrong is said in one sentence. */
export function wholeNumber(least: number, most: number) {
  const error = `Please give a whole number from ${least.toLocaleString('en-GB')} to ${most.toLocaleString('en-GB')}.`
  return z
    .union([z.number(), z.string().trim().regex(/^\d{1,9}$/, { error }).transform(Number)], { error })
    .refine((number) => Number.isInteger(number) && number >= least && number <= most, { error })
}

/** `1 link`, `3 links`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}
