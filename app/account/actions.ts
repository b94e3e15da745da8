'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { clientAddress, dropCookie } from '#app/_web/enter.ts'
import { sessionSecret } from '#app/_web/session.ts'
import { runCommand } from '#lib/command.ts'
import { networkOf, takeLimits } from '#lib/limits.ts'
import { askForProofAgain } from '#lib/people/ask-for-proof-again.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { editProfile } from '#lib/people/edit-profile.ts'
import { endAllSessions } from '#lib/people/end-all-sessions.ts'

export const saveProfile = commandAction(editProfile, { message: 'Saved.' })

export const savePassword = formAction(
  async ({ viewer, fields: { presentPassword = '', password = '' } }) => changePassword(viewer, await sessionSecret(), { presentPassword, password }),
  { message: 'Your password is changed. Other browsers are signed out.' },
)

export const sendProofAgain = formAction(
  async ({ viewer }) =>
    (await takeLimits([['mail-address', viewer.id ?? ''], ['mail-network', networkOf(clientAddress())]])) ?? runCommand(askForProofAgain, viewer, {}),
  { message: 'A new link is on its way. Please look in your mailbox.' },
)

export const signOutEverywhere = commandAction(endAllSessions, { input: () => ({}), after: dropCookie, redirectTo: '/' })
