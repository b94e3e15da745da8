import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Texts that a person without an approved one may have in the queue at once (SAFETY, section 5). */
export const newPersonWaiting = 3

/** People nobody knows yet fill the queue no further than this. */
export const tooManyWaiting: Rule = {
  name: 'too-many-waiting',
  examine(_, { approvedTexts, waitingTexts }) {
    if (approvedTexts === null || waitingTexts === null) return find('hold', 'It is not known how many texts of this person wait.')
    if (approvedTexts > 0 || waitingTexts < newPersonWaiting) return null
    return find('refuse', `${newPersonWaiting} texts of yours wait for a moderator already. Please send this one when the first is decided.`)
  },
}
