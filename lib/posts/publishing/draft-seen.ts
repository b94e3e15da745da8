import { z } from 'zod'

/** The version of the draft that somebody looked at when they decided, as a form or a program says it; null where nobody says. */
export const draftSeen = z
  .union([z.literal(''), z.coerce.number().int().positive()])
  .default('')
  .transform((seen) => (seen === '' ? null : seen))

/** The text that they looked at, by its id, so that they can be told what is different; empty where nobody says. */
export const revisionSeen = z.union([z.literal(''), z.uuid()]).default('')
