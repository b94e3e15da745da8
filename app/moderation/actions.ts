'use server'

import { cookies } from 'next/headers'
import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { deskModeCookie } from '#app/moderation/desk-mode.ts'
import { deskAddress, unpackView } from '#components/moderation/desk/desk-address.ts'
import { newCards } from '#components/moderation/desk/new-cards.tsx'
import { runCommand } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { approveAndReply } from '#lib/moderation/decisions/approve-and-reply.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readNew } from '#lib/moderation/desk/read-new.ts'
import { done, refuseField } from '#lib/refusal.ts'

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
  redirectTo: ({ itemId }, { onward, decisionId }) => (onward === 'item' ? deskAddress({ item: itemId, undone: decisionId }) : null),
})

/** As on the pages of a case, but the desk stays as it is: what was decided on it must not vanish from under the hands. */
export const lookAgainAction = formAction(
  async ({ viewer, fields: { decisionId, note } }) => (await takeOwnLimit('case-words', viewer)) ?? runCommand(openSecondLook, viewer, { decisionId, note }),
  { keepPage: true },
)

/** Where both may read it, who does is chosen; the card shows what was said. */
export const answerCaseAction = formAction(
  async ({ viewer, fields: { itemId, body = '', choosesReaders, readers = '' } }) => {
    if (choosesReaders && readers !== 'writer' && readers !== 'team') return refuseField('readers', 'Please choose who reads this.')
    const teamOnly = readers === 'team'
    const limited = await takeOwnLimit('case-words', viewer)
    if (limited) return limited
    const answered = await runCommand(answerCase, viewer, { itemId, body, teamOnly: teamOnly ? 'yes' : '' })
    return answered.ok ? done({ body: body.trim(), teamOnly }) : answered
  },
  { keepPage: true, message: 'Said.', show: (said) => said },
)

/** What came since the page was made, as the desk of that page shows it. The page itself stays. */
export const showNewAction = formAction(
  async ({ viewer, fields: { ids = '', view = '' } }) => {
    const { mode, ...filter } = unpackView(view)
    const shown = mode === 'list' ? ('list' as const) : ('one' as const)
    const found = await readNew(viewer, { ids: ids.split(' '), filter: queueFilter(filter), mode: shown })
    return found.ok ? done({ found: found.value, view: unpackView(view), mode: shown }) : found
  },
  {
    keepPage: true,
    show: ({ found, view, mode }) =>
      newCards(found, {
        view, mode, now: new Date(),
        actions: { decide: decideAction, undo: undoAction, answer: answerAction, lookAgain: lookAgainAction, answerCase: answerCaseAction },
      }),
  },
)

/** One at a time or as a list: remembered by the browser, a year long. */
export const chooseModeAction = formAction(async ({ fields: { mode } }) => done(mode === 'list' ? 'list' : 'one'), {
  after: async (mode) => {
    const jar = await cookies()
    jar.set(deskModeCookie, mode, { path: '/moderation', maxAge: 31_536_000, sameSite: 'lax', httpOnly: true, secure: env().AFTERWORD_ORIGIN.startsWith('https:') })
  },
  redirectTo: (_, { view = '', after, item }) => deskAddress({ ...unpackView(view), mode: '', after, item }),
})
