'use client'

import { useActionState, useEffect, useState } from 'react'
import { fresh } from '#lib/form-state.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import { unanswered } from './unanswered.ts'

/**
 * A server action for a form. It works without scripts; with them a site that cannot be reached, or refuses the request, is an answer like any other, see `unanswered`.
 * @param here where the form stands, for browsers that send it without JavaScript
 */
export function useFormAction(action: FormAction, here?: string): [FormState, (form: FormData) => void, boolean] {
  const [early, sendEarly] = useActionState(action, fresh, here)
  const [late, sendLate, pending] = useActionState(
    (state: FormState, form: FormData) => action(state, form).catch((error: unknown) => unanswered(error, form, sayUnreached(form))),
    fresh,
  )
  const [awake, setAwake] = useState(false)
  useEffect(() => setAwake(true), [])
  return [late.status === 'fresh' ? early : late, awake ? sendLate : sendEarly, pending]
}

function sayUnreached(form: FormData): string {
  return [...form.values()].some((value) => typeof value === 'string' && /\s/.test(value))
    ? 'We could not be reached, so this may not have been sent. What you wrote is still here; sending it again posts it once.'
    : 'We could not be reached, so this may not have been done. Please try again in a moment.'
}
