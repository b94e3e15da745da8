'use client'

import { useActionState } from 'react'
import { Field, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

/** Takes the right to write from somebody. */
export function SuspendForm({ action, handle }: { action: FormAction; handle: string }) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="handle" value={handle} />
      <TextArea name="reason" label="Reason" state={state} rows={3} required help="They read it. They can still sign in and read, but not write." />
      <Field name="until" label="Until" type="date" state={state} help="Leave it empty for no end." />
      <div className="actions">
        <SubmitButton look="plain" pending="One moment …">Suspend</SubmitButton>
      </div>
    </form>
  )
}
