'use client'

import { useActionState, useEffect, useState } from 'react'
import { saidInstead } from '#components/ui/said-instead.ts'
import { fresh } from '#lib/form-state.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

/**
 * A server action for a form. It works without scripts; with them a site that cannot be reached, or that refuses a request before any form is asked, is an
 * answer like any other, where the framework would put an error in the place of the form and of every word in it.
 * @param here where the form stands, for browsers that send it without JavaScript
 */
export function useFormAction(action: FormAction, here?: string): [FormState, (form: FormData) => void, boolean] {
  const [early, sendEarly] = useActionState(action, fresh, here)
  const [late, sendLate, pending] = useActionState(async (state: FormState, form: FormData) => {
    try {
      return await action(state, form)
    } catch (error) {
      if (isGoingOn(error)) throw error
      return notTaken(error, form)
    }
  }, fresh)
  const [awake, setAwake] = useState(false)
  useEffect(() => setAwake(true), [])
  return [late.status === 'fresh' ? early : late, awake ? sendLate : sendEarly, pending]
}

/** A redirect travels as an exception. */
function isGoingOn(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')
}

function notTaken(error: unknown, form: FormData): FormState {
  const values = Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string' && !/password/i.test(field[0])))
  return { status: 'refused', message: saidInstead(error) ?? sayUnreached(Object.values(values)), values }
}

function sayUnreached(values: string[]): string {
  return values.some((value) => /\s/.test(value))
    ? 'We could not be reached, so this may not have been sent. Your text is still here; sending it again posts it once.'
    : 'We could not be reached, so this may not have been done. Please try again in a moment.'
}
