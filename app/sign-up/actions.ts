'use server'

import { formAction } from '#app/_web/action.ts'
import { enter } from '#app/_web/enter.ts'
import { returnTarget } from '#lib/people/return-target.ts'

export const makeAccount = formAction(
  ({ fields: { name = '', handle = '', email = '', password = '' } }) => enter('sign-up', { name, handle, email, password }),
  { redirectTo: (_, { then }) => (returnTarget(then) === '/' ? '/account' : returnTarget(then)) },
)
