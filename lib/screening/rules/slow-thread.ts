import { sayWait } from '#lib/screening/say-wait.ts'
import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** A second reply too soon, where the author of the essay wants the conversation to be slow. */
export const slowThread: Rule = {
  name: 'slow-thread',
  examine(_, { conversation }) {
    if (conversation === null) return find('hold', 'It is not known how slow this conversation is.')
    const { slow } = conversation
    if (!slow || slow.waitSeconds <= 0) return null
    const message = `This conversation is a slow one: everybody sends one text every ${sayWait(slow.everySeconds).replace(/^1 /, '')}. Your text is still here; please send it in ${sayWait(slow.waitSeconds)}.`
    return { ...find('refuse', message), retryAfterSeconds: slow.waitSeconds }
  },
}
