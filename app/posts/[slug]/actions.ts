'use server'

import { commandAction } from '#app/_web/action.ts'
import { sayPlace } from '#components/comments/say-standing.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'

/** Sends a reply to the essay or to a comment. */
export const reply = commandAction(postReply, {
  message: ({ position, medianWaitSeconds }) =>
    `Your reply is waiting for a moderator, in its place in the conversation. ${sayPlace(position, medianWaitSeconds)}`,
})

/** Sends a returned text again. */
export const resubmit = commandAction(resubmitComment)

/** Takes an own text back. */
export const withdraw = commandAction(withdrawComment)
