'use client'

import { useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

/** Signs in with a password. @param then where to go on to */
export function SignInForm({ action, then }: { action: FormAction; then: string }) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="then" value={then} />
      <Field
        name="who" label="E-mail address or handle" state={state} required
        autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={254}
      />
      <Field name="password" label="Password" type="password" state={state} required autoComplete="current-password" />
      <div className="actions">
        <SubmitButton pending="Signing in …">Sign in</SubmitButton>
      </div>
    </form>
  )
}
