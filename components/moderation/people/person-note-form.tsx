import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

/** Writes something down about somebody, for the team. */
export function PersonNoteForm({ action, handle }: { action: FormAction; handle: string }) {
  return (
    <AnsweringForm
      action={action}
      hidden={{ handle, kind: 'note' }}
      fields={[{ kind: 'text', name: 'reason', label: 'A new note', rows: 2, required: true, help: 'Moderators read it, the person does not.' }]}
      button="Add note"
      pending="Saving …"
      look="plain"
    />
  )
}
