import { z } from 'zod'
import { looksBlank } from '#lib/rendering/check-text.ts'
import { textOfAtMost } from '#lib/rendering/text-of-at-most.ts'

/** Code points. Twice what a comment may have: a text that is too long is kept as well, so that it can be made shorter. */
export const draftCodePoints = 20_000

/** Drafts that one person may have. Whoever reaches it has forgotten most of them, and can throw them away in their list. */
export const draftsPerPerson = 100

/** How long a draft is kept after it was last changed, in days. */
export const draftDays = 180

/** The words of a reply as they are while it is being written: clean already, of any shape, and no longer than can be kept. */
export const draftText = textOfAtMost(
  draftCodePoints,
  `This is longer than ${draftCodePoints.toLocaleString('en-GB')} characters, more than we can keep. It is still here; please make it shorter, or keep a copy elsewhere.`,
)
  .refine((text) => text.isWellFormed(), { error: 'Part of this text is damaged: it holds half a character. Please type that part again.' })
  .transform((text) => (looksBlank(text) ? '' : text))

/** Which form it stands in: under an essay, or under a comment there. */
export const draftPlace = z.object({
  slug: z.string().min(1).max(200),
  /** Empty for the essay itself. */
  parentId: z.union([z.uuid(), z.literal('')]).default(''),
})
