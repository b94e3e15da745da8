import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Replies of people of whom nothing was approved yet, where the author of the essay wants those who are known. */
export const knownPeople: Rule = {
  name: 'known-people',
  examine(_, { conversation, approvedTexts }) {
    if (conversation === null) return find('hold', 'It is not known who may comment here.')
    if (!conversation.knownOnly || (approvedTexts ?? 0) > 0) return null
    if (approvedTexts === null) return find('hold', 'It is not known whether anything of this person was approved.')
    return find('refuse', 'Under this essay only people comment of whom something was approved elsewhere on this site. Your text is still here.')
  },
}
