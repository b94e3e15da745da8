import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Tells a moderator that there is no record to go by. */
export const newPerson: Rule = {
  name: 'new-person',
  examine(_, { approvedTexts, emailVerified }) {
    if (approvedTexts === null) return find('hold', 'It is not known whether this person is new.')
    if (approvedTexts > 0) return null
    if (emailVerified) return find('note', 'No text of this person was approved yet.')
    return find('note', 'No text of this person was approved yet, and the address is not verified.')
  },
}
