'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { sortDraft } from '#lib/comments/drafts/sort-draft.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'

/** Asks for another look, and goes on to the case. */
export const appeal = formAction(
  async ({ viewer, fields: { decisionId, body } }) => (await takeOwnLimit('case-words', viewer)) ?? runCommand(appealDecision, viewer, { decisionId, body }),
  { redirectTo: ({ itemId }) => `/account/cases/${itemId}` },
)

/** Takes a text back. Its page is gone then, so one goes on to the list. */
export const takeBack = commandAction(withdrawComment, { input: ({ commentId }) => ({ commentId }), redirectTo: (_, { commentId }) => `/account/comments?taken=${commentId}#taken-back` })

/** Throws a text away that was begun and not sent. */
export const throwDraftAway = commandAction(sortDraft, { input: ({ draftId, version }) => ({ draftId, version, act: 'throw-away' }) })
