import { TEXT_LIMITS } from '#lib/rendering/check-text.ts'
import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Longer than a comment may be. Forms say so before; this holds for every other way in. */
export const tooLong: Rule = {
  name: 'too-long',
  examine({ source }) {
    const limit = TEXT_LIMITS.comment.codePoints
    const length = [...source].length
    if (length <= limit) return null
    const [has, can] = [length, limit].map((count) => count.toLocaleString('en-GB'))
    return find('refuse', `This is ${has} characters long; ${can} is the most that fits. Nothing was lost.`)
  },
}
