'use server'

import { commandAction } from '#app/_web/action.ts'
import { deskAddress } from '#components/moderation/desk-address.ts'
import { decide } from '#lib/moderation/decide.ts'
import { undoDecision } from '#lib/moderation/undo-decision.ts'

/** With a script the card itself says what was decided; without one the next card comes, and says so on top. */
export const decideAction = commandAction(decide, {
  input: ({ itemId, action, version, revision, reasonCode, reasonNote }) => ({ itemId, action, version, revision, reasonCode, reasonNote }),
  show: (decided) => decided,
  keepPage: true,
  redirectTo: ({ decisionId }, { onward, after, next }) => (onward === 'desk' ? deskAddress({ after, item: next, decided: decisionId }) : null),
})

export const undoAction = commandAction(undoDecision, {
  input: ({ decisionId }) => ({ decisionId }),
  show: (undone) => undone,
  keepPage: true,
  redirectTo: ({ itemId }, { onward, decisionId }) => {
    if (onward === 'log') return '/moderation/log'
    return onward === 'item' ? deskAddress({ item: itemId, undone: decisionId }) : null
  },
})
