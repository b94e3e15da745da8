'use server'

import { commandAction } from '#app/_web/action.ts'
import { askBlindReading } from '#lib/moderation/ask-blind-reading.ts'
import { giveBlindVerdict } from '#lib/moderation/give-blind-verdict.ts'
import { openSecondLook } from '#lib/moderation/open-second-look.ts'

export const ask = commandAction(askBlindReading, { input: () => ({}), redirectTo: '/moderation/blind' })

export const say = commandAction(giveBlindVerdict, {
  input: ({ readingId, verdict }) => ({ readingId, verdict }),
  redirectTo: ({ readingId }) => `/moderation/blind?read=${readingId}`,
})

export const doubt = commandAction(openSecondLook, {
  input: ({ decisionId, note }) => ({ decisionId, note }),
  message: 'Somebody else will look at it again. It stands in the queue.',
})
