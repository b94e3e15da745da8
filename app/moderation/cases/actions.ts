'use server'

import { formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { takeLimit } from '#lib/limits.ts'
import { answerCase } from '#lib/moderation/answer-case.ts'
import { openSecondLook } from '#lib/moderation/open-second-look.ts'

/** Says something in a case, from either side of it. */
export const answerCaseAction = formAction(
  async ({ viewer, fields: { itemId, body, teamOnly = '' } }) =>
    (await takeLimit('case-words', viewer.id ?? '')) ?? runCommand(answerCase, viewer, { itemId, body, teamOnly }),
  { message: 'Said.' },
)

/** Has a decision read again by somebody else. */
export const secondLookAction = formAction(
  async ({ viewer, fields: { decisionId, note } }) => (await takeLimit('case-words', viewer.id ?? '')) ?? runCommand(openSecondLook, viewer, { decisionId, note }),
  { message: 'Somebody else is going to read this decision again.', show: (opened) => opened },
)
