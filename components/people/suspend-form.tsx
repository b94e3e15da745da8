import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

/** Takes the right to write from somebody. */
export function SuspendForm({ action, handle }: { action: FormAction; handle: string }) {
  return (
    <AnsweringForm
      action={action}
      hidden={{ handle }}
      fields={[
        { kind: 'text', name: 'reason', label: 'Reason', rows: 3, required: true, help: 'They read it. They can still sign in and read, but not write.' },
        { kind: 'line', name: 'until', label: 'Until', type: 'date', help: 'Leave it empty for no end.' },
      ]}
      button="Suspend"
      pending="One moment …"
      look="plain"
    />
  )
}
