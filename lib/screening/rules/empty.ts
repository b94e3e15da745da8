import { looksBlank } from '#lib/rendering/check-text.ts'
import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** A text of which nothing is left to read once it is rendered: a lone link definition, an image without words. */
export const empty: Rule = {
  name: 'empty',
  examine({ text }) {
    if (!looksBlank(text)) return null
    return find('refuse', 'There is nothing to read here yet. Please write something.')
  },
}
