'use server'

import { commandAction } from '#app/_web/action.ts'
import { decideUnderOwn } from '#lib/moderation/own-posts/decide-under-own.ts'
import { undoUnderOwn } from '#lib/moderation/own-posts/undo-under-own.ts'
import { setConversationRules } from '#lib/posts/conversation/set-conversation-rules.ts'

/** Settles how one answers below an essay. */
export const setRules = commandAction(setConversationRules, {
  input: ({ postId, seen = '', mode, commenters, closeAfterDays, everySeconds, guidelines }) => ({ postId, seen, mode, commenters, closeAfterDays, everySeconds, guidelines }),
  message: 'Saved. It holds from now on.',
})

/** Decides about a text that waits below an own essay, and comes back to the others with a way to take it back. */
export const decide = commandAction(decideUnderOwn, {
  input: ({ itemId, version, revision, action, reasonCode, reasonNote, passage }) => ({ itemId, version, revision, action, reasonCode, reasonNote, passage }),
  redirectTo: ({ decisionId, action }, { postId }) => `/write/${postId}/conversation?decided=${decisionId}&as=${action}#waiting`,
})

/** Takes an own decision back. */
export const undo = commandAction(undoUnderOwn, { input: ({ decisionId }) => ({ decisionId }), redirectTo: (_, { postId }) => `/write/${postId}/conversation#waiting` })
