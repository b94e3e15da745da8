'use client'

import { useActionState } from 'react'
import type { ReactNode } from 'react'
import type { ButtonLook } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

type Props = {
  action: FormAction
  /** What goes along unseen. */
  fields?: Record<string, string>
  look?: ButtonLook
  pending?: string
  children: ReactNode
}

/** A form that is one button, because what it does must not happen by opening an address. */
export function PressForm({ action, fields = {}, look, pending, children }: Props) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit}>
      <FormAnswer state={state} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="actions">
        <SubmitButton look={look} pending={pending}>{children}</SubmitButton>
      </div>
    </form>
  )
}
