'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { clientAddress, dropCookie, mailKey } from '#app/_web/enter.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { sessionSecret } from '#app/_web/session.ts'
import { runCommand } from '#lib/command.ts'
import { networkOf, takeLimits } from '#lib/limits.ts'
import { askForProofAgain } from '#lib/people/ask-for-proof-again.ts'
import { changePassword } from '#lib/people/change-password.ts'
import type { ChosenName } from '#lib/moderation/names/choose-name.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { withdrawName } from '#lib/moderation/names/withdraw-name.ts'
import { endAllSessions } from '#lib/people/end-all-sessions.ts'
import { endOwnSession } from '#lib/people/end-own-session.ts'
import { readOwnAddress } from '#lib/people/read-account.ts'
import { refuse } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'

export const saveProfile = formAction(
  async ({ viewer, fields }) => (await takeOwnLimit('profile', viewer)) ?? runCommand(editProfile, viewer, fields),
  { message: ({ name }) => savedWords[name] },
)

const savedWords: Record<ChosenName, string> = {
  same: 'Saved.',
  shown: 'Saved.',
  waits: 'Saved. Your new name waits for a moderator; until then you appear as before.',
  'taken-back': 'Saved. The new name that waited is taken back.',
}

export const takeBackName = commandAction(withdrawName, { input: () => ({}) })

export const savePassword = formAction(
  async ({ viewer, fields: { presentPassword = '', password = '' } }) => changePassword(viewer, await sessionSecret(), { presentPassword, password }),
  { message: 'Your password is changed. Other browsers are signed out.' },
)

export const sendProofAgain = formAction(
  async ({ viewer }) => {
    if (!isSignedIn(viewer)) return refuse('signed-out', 'Please sign in first.')
    const tooMany = await takeLimits([['proof-address', mailKey(await readOwnAddress(viewer))], ['mail-network', networkOf(clientAddress())]])
    return tooMany ?? runCommand(askForProofAgain, viewer, {})
  },
  { message: 'A new link is on its way. Please look in your mailbox.' },
)

export const signOutEverywhere = commandAction(endAllSessions, { input: () => ({}), after: dropCookie, redirectTo: '/' })

/** Another browser of one's own is signed out; the list says so by being shorter. */
export const signOutThere = commandAction(endOwnSession, { input: ({ sessionId }) => ({ sessionId }) })
