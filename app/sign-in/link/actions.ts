'use server'

import { formAction } from '#app/_web/action.ts'
import { enter } from '#app/_web/enter.ts'
import { returnTarget } from '#lib/people/return-target.ts'

export const signInWithLink = formAction(
  ({ fields }) => enter('link', { token: fields.token ?? '' }),
  { secret: ['token'], showsRefusal: true, redirectTo: (_, { then }) => returnTarget(then) },
)
