import { z } from 'zod'

/**
 * A moment in universal time from outside, as programs write it, in the years that both JavaScript and PostgreSQL can say in
 * plain digits: zod takes a year 0, and an offset may lead into the year 10000.
 */
export const momentFromOutside = z.iso.datetime().refine(isSayable)

/** The same with any offset. */
export const momentAnywhere = z.iso.datetime({ offset: true }).refine(isSayable)

/** A day from outside, within the same years. */
export const dayFromOutside = z.iso.date().refine(isSayable)

function isSayable(said: string): boolean {
  const year = new Date(said).getUTCFullYear()
  return year >= 1 && year <= 9999
}
