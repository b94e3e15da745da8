'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { takeLimit } from '#lib/limits.ts'
import { askBlindReading } from '#lib/moderation/ask-blind-reading.ts'
import { giveBlindVerdict } from '#lib/moderation/give-blind-verdict.ts'
import { openSecondLook } from '#lib/moderation/open-second-look.ts'

export const ask = commandAction(askBlindReading, { input: () => ({}), redirectTo: '/moderation/blind' })

export const say = commandAction(giveBlindVerdict, {
  input: ({ readingId, verdict }) => ({ readingId, verdict }),
  redirectTo: ({ readingId }) => `/moderation/blind?read=${readingId}`,
})

export const doubt = formAction(
  async ({ viewer, fields: { decisionId, note } }) => (await takeLimit('case-words', viewer.id ?? '')) ?? runCommand(openSecondLook, viewer, { decisionId, note }),
  { message: 'Somebody else will look at it again. It stands in the queue.' },
)
