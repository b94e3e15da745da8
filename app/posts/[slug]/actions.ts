'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { sayPlace } from '#components/comments/say-standing.ts'
import { runCommand } from '#lib/command.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { keyOfWords, sendReply } from '#lib/comments/send-reply.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { takeLimit } from '#lib/limits.ts'

/** Sends a reply to the essay or to a comment. */
export const reply = formAction(({ viewer, fields }) => sendReply(viewer, { ...fields, idempotencyKey: keyOfWords(fields) }, requestContext()?.address ?? ''), {
  message: ({ position, medianWaitSeconds }) =>
    `Your reply is waiting for a moderator, in its place in the conversation. ${sayPlace(position, medianWaitSeconds)}`,
})

/** Sends a returned text again. It is a text to prepare and to read like any other, so it counts as a reply. */
export const resubmit = formAction(async ({ viewer, fields }) => (await takeLimit('reply', viewer.id ?? '')) ?? runCommand(resubmitComment, viewer, fields))

/** Takes an own text back. */
export const withdraw = commandAction(withdrawComment)
