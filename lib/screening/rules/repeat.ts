import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** The same text by the same person again. */
export const repeat: Rule = {
  name: 'repeat',
  examine(_, { sentBefore }) {
    if (sentBefore === null) return find('hold', 'It is not known whether this person sent the same text before.')
    return sentBefore ? find('refuse', 'You have sent exactly this text before. Once is enough for the moderators to see it.') : null
  },
}
