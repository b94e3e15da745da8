import { foldText } from '#lib/screening/fold-text.ts'
import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Words and phrases of the site's list, found at word boundaries whatever their case, width, accents or invisible letters. */
export const bannedWords: Rule = {
  name: 'banned-words',
  examine({ text }, facts) {
    if (facts.bannedWords === null) return find('hold', 'The list of words could not be read.')
    const folded = foldText(text)
    const phrases = facts.bannedWords.map((word) => foldText(word).folded.trim()).filter((word) => word !== '')
    const matches = phrases.flatMap((phrase) => folded.findWhole(phrase))
    if (matches.length === 0) return null
    return find('hold', 'Holds a word from the list.', [...new Set(matches)])
  },
}
