'use client'

import { useActionState } from 'react'
import { Select } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

const roles = [
  { value: 'reader', label: 'Reader: reads and replies' },
  { value: 'author', label: 'Author: publishes essays as well' },
  { value: 'moderator', label: 'Moderator: decides what appears as well' },
  { value: 'administrator', label: 'Administrator: looks after everything' },
]

/** Gives somebody another role. */
export function RoleForm({ action, handle, role }: { action: FormAction; handle: string; role: string }) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="handle" value={handle} />
      <Select name="role" label="Role" options={roles} defaultValue={role} state={state} required help="They are signed out and see the change when they sign in again." />
      <div className="actions">
        <SubmitButton pending="Saving …">Change role</SubmitButton>
      </div>
    </form>
  )
}
