'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { askBlindReading } from '#lib/moderation/insights/ask-blind-reading.ts'
import { giveBlindVerdict } from '#lib/moderation/insights/give-blind-verdict.ts'

export const ask = commandAction(askBlindReading, { input: () => ({}), redirectTo: '/moderation/blind' })

export const say = commandAction(giveBlindVerdict, {
  input: ({ readingId, verdict }) => ({ readingId, verdict }),
  redirectTo: ({ readingId }) => `/moderation/blind?read=${readingId}`,
})

export const doubt = formAction(
  async ({ viewer, fields: { decisionId, note } }) => (await takeOwnLimit('case-words', viewer)) ?? runCommand(openSecondLook, viewer, { decisionId, note }),
  { message: 'Somebody else will look at it again. It stands in the queue.' },
)
