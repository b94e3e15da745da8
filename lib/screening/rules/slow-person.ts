import { sayWait } from '#lib/screening/say-wait.ts'
import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Somebody who may send one text in so much time. */
export const slowPerson: Rule = {
  name: 'slow-person',
  examine(_, { measures }) {
    if (measures === null) return find('hold', 'It is not known which measures are in force for this person.')
    if (!measures.slow || measures.slow.waitSeconds <= 0) return null
    const { everySeconds, waitSeconds } = measures.slow
    const message = `For now you can send one text every ${sayWait(everySeconds).replace(/^1 /, '')}. Your text is still here; please send it in ${sayWait(waitSeconds)}.`
    return { ...find('refuse', message), retryAfterSeconds: waitSeconds }
  },
}
