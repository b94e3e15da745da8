import { AnsweringForm } from './answering-form.tsx'
import type { FormField } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = { action: FormAction; handle: string; needsPresent: boolean }

const present: FormField = {
  kind: 'line', name: 'presentPassword', label: 'Present password', type: 'password', required: true, autoComplete: 'current-password',
}
const next: FormField = {
  kind: 'line', name: 'password', label: 'New password', type: 'password', required: true, autoComplete: 'new-password',
  help: 'At least 10 characters. A few words together do well. All your other browsers are signed out.',
}

/** Chooses a new password. The present one is asked for unless there is none, or a link by mail was used a moment ago. */
export function NewPasswordForm({ action, handle, needsPresent }: Props) {
  return <AnsweringForm action={action} username={handle} fields={needsPresent ? [present, next] : [next]} button="Change password" pending="Saving …" />
}
