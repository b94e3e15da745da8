'use server'

import { formAction } from '#app/_web/action.ts'
import { dropCookie } from '#app/_web/enter.ts'
import { sessionSecret } from '#app/_web/session.ts'
import { leaveForGood } from '#lib/accounts/delete-account.ts'

/** Deletes the own account, and everything of it that was kept for its person alone. */
export const leave = formAction(
  async ({ viewer, fields: { presentPassword = '', essays = '' } }) => leaveForGood(viewer, await sessionSecret(), presentPassword, essays),
  { after: dropCookie, redirectTo: '/account/deleted' },
)
