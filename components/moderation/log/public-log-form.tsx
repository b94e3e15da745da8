import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

const choices = [
  { value: 'off', label: 'Nobody but the moderators' },
  { value: 'roles', label: 'Everybody, without the names of moderators' },
  { value: 'names', label: 'Everybody, with the names of moderators' },
]

/** Who may read what was decided. */
export function PublicLogForm({ action, shown }: { action: FormAction; shown: string }) {
  return (
    <AnsweringForm
      action={action}
      fields={[{
        kind: 'choice', name: 'shown', label: 'Who reads what was decided', options: choices, defaultValue: shown, required: true,
        help: 'Please ask your moderators before you name them.',
      }]}
      button="Save"
      pending="Saving …"
    />
  )
}
