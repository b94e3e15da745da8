'use server'

import { formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'

/** Says that a published comment should not stand. */
export const report = formAction(
  async ({ viewer, fields: { commentId, reasonCode, note } }) =>
    (await takeOwnLimit('report', viewer)) ?? runCommand(reportComment, viewer, { commentId, reasonCode, ...(note !== undefined && { note }) }),
  { message: 'Thank you. A moderator is going to read it, and you will be told what came of it.' },
)
