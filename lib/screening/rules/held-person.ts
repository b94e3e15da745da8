import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Somebody whose texts are all read by a moderator, whatever else the settings say. */
export const heldPerson: Rule = {
  name: 'held-person',
  examine(_, { measures }) {
    if (measures === null) return find('hold', 'It is not known which measures are in force for this person.')
    return measures.held ? find('note', 'All texts of this person are read before they appear.') : null
  },
}
