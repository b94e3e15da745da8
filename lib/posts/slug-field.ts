import { z } from 'zod'
import { suggestSlug } from '#lib/posts/choose-slug.ts'

/** Marks follow a letter; some letters are drawn as nothing. */
const part = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`
const shape = new RegExp(String.raw`^(?!.*\p{Default_Ignorable_Code_Point})${part}(-${part})*$`, 'u')

/** The last part of an address as somebody types it: letters of any script and digits, with single hyphens between them. */
export const slugField = z
  .string()
  .trim()
  .toLowerCase()
  .transform((raw) => raw.normalize('NFC'))
  .refine((slug) => [...slug].length <= 120, { error: 'This can hold 120 characters.' })
  .refine((slug) => shape.test(slug), { error: ({ input }) => wrongSlug(String(input)) })

function wrongSlug(raw: string): string {
  const sentence = 'An address is made of letters and digits with single hyphens between them.'
  return raw === '' ? sentence : `${sentence} For example: ${suggestSlug(raw)}`
}
