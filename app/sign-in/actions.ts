'use server'

import { formAction } from '#app/_web/action.ts'
import { clientAddress, enter, enterElsewhere, mailKey } from '#app/_web/enter.ts'
import { placesElsewhere } from '#app/_web/providers.ts'
import { runCommand } from '#lib/command.ts'
import { networkOf, takeLimits } from '#lib/limits.ts'
import { requestSignInLink } from '#lib/people/request-sign-in-link.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { refuse } from '#lib/refusal.ts'

/** With and without an account for the address, the answer takes at least this long, in milliseconds. */
const evenTime = 300

export const signInWithPassword = formAction(
  ({ fields }) => enter('password', { who: fields.who ?? '', password: fields.password ?? '' }),
  { redirectTo: (_, { then }) => returnTarget(then) },
)

export const sendSignInLink = formAction(
  async ({ viewer, fields: { email = '', then = '' } }) => {
    const tooMany = await takeLimits([['mail-address', mailKey(email)], ['mail-network', networkOf(clientAddress())]])
    if (tooMany) return tooMany
    const [outcome] = await Promise.all([
      runCommand(requestSignInLink, viewer, { email, then }),
      new Promise((resolve) => setTimeout(resolve, evenTime)),
    ])
    return outcome
  },
  { message: 'If an account has this address, a link is on its way to it. Please look in your mailbox.' },
)

export const signInElsewhere = formAction(async ({ fields }) => {
  const place = placesElsewhere().find(({ id }) => id === fields.place)
  return place ? enterElsewhere(place.id, fields.then ?? '') : refuse('not-found', 'Signing in there is not set up.')
})
