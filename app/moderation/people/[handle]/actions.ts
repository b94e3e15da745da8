'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { dismissPerson } from '#lib/moderation/people/dismiss-person.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { done } from '#lib/refusal.ts'

/** With the box ticked, and a measure that takes the right to write, all that waits is rejected as well. */
export const takeMeasureAction = formAction(
  async ({ viewer, fields: { handle, kind = '', reason, until, everySeconds, rejectWaiting, reasonCode } }) => {
    const stops = kind === 'suspended' || kind === 'banned'
    const asked = { handle, kind, reason, until: kind === 'banned' ? '' : until }
    if (stops && rejectWaiting === 'yes') return runCommand(dismissPerson, viewer, { ...asked, reasonCode })
    const taken = await runCommand(takeMeasure, viewer, { ...asked, everySeconds: kind === 'slow' ? everySeconds : '' })
    return taken.ok ? done({ rejected: 0 }) : taken
  },
  { message: ({ rejected }) => (rejected > 0 ? `Done. What waits from them is being rejected: ${rejected}.` : 'Done. It holds from their next request on.') },
)

export const noteAction = commandAction(takeMeasure, { input: ({ handle, reason }) => ({ handle, kind: 'note', reason }), message: 'Written down.' })

export const liftAction = commandAction(liftMeasure, { input: ({ measureId, reason }) => ({ measureId, reason }), message: 'Lifted.' })
