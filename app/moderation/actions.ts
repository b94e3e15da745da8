'use server'

import { cookies } from 'next/headers'
import { commandAction, formAction } from '#app/_web/action.ts'
import { deskModeCookie } from '#app/moderation/desk-mode.ts'
import { deskAddress, unpackView } from '#components/moderation/desk-address.ts'
import { answerCase } from '#lib/moderation/answer-case.ts'
import { approveAndReply } from '#lib/moderation/approve-and-reply.ts'
import { decide } from '#lib/moderation/decide.ts'
import { openSecondLook } from '#lib/moderation/open-second-look.ts'
import { undoDecision } from '#lib/moderation/undo-decision.ts'
import { done } from '#lib/refusal.ts'

/** With a script the card itself says what was decided; without one the next card comes, and says so on top. */
export const decideAction = commandAction(decide, {
  input: ({ itemId, action, version, revision, reasonCode, reasonNote, passage }) => ({ itemId, action, version, revision, reasonCode, reasonNote, passage }),
  show: (decided) => decided,
  keepPage: true,
  redirectTo: ({ decisionId }, { onward, view = '', after, next }) => (onward === 'desk' ? deskAddress({ ...unpackView(view), after, item: next, decided: decisionId }) : null),
})

export const answerAction = commandAction(approveAndReply, {
  input: ({ itemId, version, revision, body, idempotencyKey }) => ({ itemId, version, revision, body, idempotencyKey }),
  show: (decided) => decided,
  keepPage: true,
  redirectTo: ({ decisionId }, { onward, view = '', after, next }) => (onward === 'desk' ? deskAddress({ ...unpackView(view), after, item: next, decided: decisionId }) : null),
})

export const undoAction = commandAction(undoDecision, {
  input: ({ decisionId }) => ({ decisionId }),
  show: (undone) => undone,
  keepPage: true,
  redirectTo: ({ itemId }, { onward, decisionId }) => {
    if (onward === 'log') return '/moderation/log'
    return onward === 'item' ? deskAddress({ item: itemId, undone: decisionId }) : null
  },
})

export const lookAgainAction = commandAction(openSecondLook, {
  input: ({ decisionId, note }) => ({ decisionId, note }),
  keepPage: true,
})

export const answerCaseAction = commandAction(answerCase, {
  input: ({ itemId, body, teamOnly }) => ({ itemId, body, teamOnly }),
  keepPage: true,
  message: 'Sent. It stands here when the page is loaded again.',
})

/** One at a time or as a list: remembered by the browser, a year long. */
export const chooseModeAction = formAction(async ({ fields: { mode } }) => done(mode === 'list' ? 'list' : 'one'), {
  after: async (mode) => {
    const jar = await cookies()
    jar.set(deskModeCookie, mode, { path: '/moderation', maxAge: 31_536_000, sameSite: 'lax', httpOnly: true })
  },
  redirectTo: (_, { view = '', after, item }) => deskAddress({ ...unpackView(view), mode: '', after, item }),
})
