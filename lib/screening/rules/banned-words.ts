import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'
import { findPhrases } from '#lib/screening/word-list.ts'

/** Words and phrases of the site's list, at word boundaries, whatever their case, width, accents or look-alike letters. */
export const bannedWords: Rule = {
  name: 'banned-words',
  examine({ text }, { bannedWords: list }) {
    if (list === null) return find('hold', 'The list of words could not be read.')
    const matches = findPhrases(list, text)
    return matches.length === 0 ? null : find('hold', 'Holds a word from the list.', matches)
  },
}
