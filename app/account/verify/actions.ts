'use server'

import { formAction } from '#app/_web/action.ts'
import { clientAddress } from '#app/_web/enter.ts'
import { runCommand } from '#lib/command.ts'
import { networkOf, takeLimit } from '#lib/limits.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'

export const verifyAddress = formAction(
  async ({ viewer, fields: { token = '' } }) =>
    (await takeLimit('link-network', networkOf(clientAddress()))) ?? runCommand(useMailLink, viewer, { token, purpose: 'verify_address' }),
  { secret: ['token'], showsRefusal: true, redirectTo: '/account/verify?done' },
)
