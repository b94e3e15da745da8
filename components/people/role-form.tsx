import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

const roles = [
  { value: 'reader', label: 'Reader: reads and replies' },
  { value: 'author', label: 'Author: publishes essays as well' },
  { value: 'moderator', label: 'Moderator: decides what appears as well' },
  { value: 'administrator', label: 'Administrator: looks after everything' },
]

/** Gives somebody another role. */
export function RoleForm({ action, handle, role }: { action: FormAction; handle: string; role: string }) {
  return (
    <AnsweringForm
      action={action}
      hidden={{ handle }}
      fields={[
        {
          kind: 'choice', name: 'role', label: 'Role', options: roles, defaultValue: role, required: true,
          help: 'They are signed out and see the change when they sign in again.',
        },
      ]}
      button="Change role"
      pending="Saving …"
    />
  )
}
