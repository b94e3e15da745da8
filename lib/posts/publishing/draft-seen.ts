import { z } from 'zod'

/** The version of the draft that somebody looked at when they decided, as a form or a program says it; null where nobody says. */
export const draftSeen = z
  .union([z.literal(''), z.coerce.number().int().positive()])
  .default('')
  .transform((seen) => (seen === '' ? null : seen))
