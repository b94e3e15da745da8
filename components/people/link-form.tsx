'use client'

import { useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

/** Asks for a sign-in link by mail. @param then where the link goes on to */
export function LinkForm({ action, then }: { action: FormAction; then: string }) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="then" value={then} />
      <Field
        name="email" label="E-mail address" type="email" state={state} required
        autoComplete="email" autoCapitalize="none" spellCheck={false}
        help="We send a link that signs you in. It works once, within 30 minutes."
      />
      <div className="actions">
        <SubmitButton look="plain" pending="Sending …">Send me a link</SubmitButton>
      </div>
    </form>
  )
}
