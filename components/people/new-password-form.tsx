'use client'

import { useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

type Props = { action: FormAction; handle: string; needsPresent: boolean }

/** Chooses a new password. The present one is asked for unless there is none, or a link by mail was used a moment ago. */
export function NewPasswordForm({ action, handle, needsPresent }: Props) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <input type="text" name="handle" value={handle} autoComplete="username" readOnly hidden />
      {needsPresent && (
        <Field name="presentPassword" label="Present password" type="password" state={state} required autoComplete="current-password" />
      )}
      <Field
        name="password" label="New password" type="password" state={state} required autoComplete="new-password"
        help="At least 10 characters. A few words together do well. All your other browsers are signed out."
      />
      <div className="actions">
        <SubmitButton pending="Saving …">Change password</SubmitButton>
      </div>
    </form>
  )
}
