'use server'

import { formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { takeLimit } from '#lib/limits.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'

/** The one who appeals says something in the case. */
export const answer = formAction(
  async ({ viewer, fields: { itemId, body } }) => (await takeLimit('case-words', viewer.id ?? '')) ?? runCommand(answerCase, viewer, { itemId, body }),
  { message: 'Sent.' },
)
