import { z } from 'zod'
import { lineOfText } from '#lib/posts/essay-text.ts'

/** What an author may say of an image: nothing of it is required, and texts have their own words for it. In code points. */
export const imageWords = z.strictObject({
  alt: lineOfText(1000, '').default(''),
  decoration: z.boolean().default(false),
  caption: lineOfText(500, '').default(''),
  credit: lineOfText(200, '').default(''),
})
