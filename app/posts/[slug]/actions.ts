'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { sayPlace } from '#components/comments/say-standing.ts'
import { runCommand } from '#lib/command.ts'
import { noteVisit as noteThreadVisit } from '#lib/comments/visits/note-visit.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { notingRefusal } from '#lib/comments/note-refusal.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { takeReply } from './take-reply.ts'
import type { Taken } from './take-reply.ts'

/** Sends a reply to the essay or to a comment, keeps it as a draft, or takes it along to the door. */
export const reply = formAction(takeReply, {
  message: sayTaken,
  redirectTo: (taken) => (taken.kind === 'door' ? taken.address : null),
})

function sayTaken(taken: Taken): string {
  if (taken.kind === 'kept') return taken.savedAt ? 'Your draft is kept. Only you can see it.' : 'There is nothing to keep.'
  if (taken.kind !== 'sent') return ''
  const { state, position, medianWaitSeconds } = taken.reply
  if (state === 'published') return 'Your reply is published, in its place in the conversation.'
  return `Your reply is waiting for a moderator, in its place in the conversation. ${sayPlace(position, medianWaitSeconds)}`
}

/** Sends a returned text again. It is a text to prepare and to read like any other, so it counts as a reply. */
export const resubmit = formAction(async ({ viewer, fields }) => (await takeOwnLimit('reply', viewer)) ?? notingRefusal(await runCommand(resubmitComment, viewer, fields)))

/** Changes a text that waits or is published; see `editComment`. With a place to come back to, the form has done its work. */
export const edit = formAction(
  async ({ viewer, fields: { commentId, body } }) => (await takeOwnLimit('reply', viewer)) ?? notingRefusal(await runCommand(editComment, viewer, { commentId, body })),
  { redirectTo: (_, { back }) => back ?? null },
)

/** Hides or restores a comment in its thread, and comes back to it. */
export const moderate = commandAction(decide, {
  input: ({ itemId, action, version, revision, reasonCode, reasonNote }) => ({ itemId, action, version, revision, reasonCode, reasonNote }),
  redirectTo: (_, { back }) => back ?? null,
})

/** Takes the last decision about a comment back, in its thread. */
export const undo = commandAction(undoDecision, { input: ({ decisionId }) => ({ decisionId }), redirectTo: (_, { back }) => back ?? null })

/** Somebody whose browser runs no script has read the conversation. */
export const noteVisit = commandAction(noteThreadVisit, { input: ({ slug, shown }) => ({ slug, shown }), message: 'What is approved from now on will be marked as new.' })

/** Takes an own text back, and comes to where it stood, which says so. */
export const withdraw = commandAction(withdrawComment, { input: ({ commentId }) => ({ commentId }), redirectTo: (_, { back }) => back ?? null })
