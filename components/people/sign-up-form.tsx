'use client'

import { useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

/** Makes an account. @param then where to go on to */
export function SignUpForm({ action, then }: { action: FormAction; then: string }) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="then" value={then} />
      <Field name="name" label="Name" state={state} required autoComplete="name" help="Stands beside what you write. It need not be your legal one." />
      <Field
        name="handle" label="Handle" state={state} required
        autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40}
        help="Your short name here, also in the address of your page: 2 to 30 letters from a to z, digits and hyphens."
      />
      <Field
        name="email" label="E-mail address" type="email" state={state} required
        autoComplete="email" autoCapitalize="none" spellCheck={false}
        help="Never shown to anybody. We send you a link to make sure that it is yours."
      />
      <Field
        name="password" label="Password" type="password" state={state} required autoComplete="new-password"
        help="At least 10 characters. A few words together do well."
      />
      <div className="actions">
        <SubmitButton pending="Making your account …">Make an account</SubmitButton>
      </div>
    </form>
  )
}
