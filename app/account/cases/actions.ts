'use server'

import { formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'

/** The one who appeals says something in the case. */
export const answer = formAction(
  async ({ viewer, fields: { itemId, body } }) => (await takeOwnLimit('case-words', viewer)) ?? runCommand(answerCase, viewer, { itemId, body }),
  { message: 'Sent.' },
)
