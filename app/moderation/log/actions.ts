'use server'

import { commandAction } from '#app/_web/action.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'

/** With a script the row itself says what was done; without one the same page of the log comes again. */
export const undoFromLog = commandAction(undoDecision, {
  input: ({ decisionId }) => ({ decisionId }),
  show: (undone) => undone,
  keepPage: true,
  redirectTo: (_, { onward, back = '' }) => {
    if (onward !== 'log') return null
    return back.startsWith('/moderation/log') ? back : '/moderation/log'
  },
})
