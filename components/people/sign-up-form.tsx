import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

/** Makes an account. @param then where to go on to */
export function SignUpForm({ action, then }: { action: FormAction; then: string }) {
  return (
    <AnsweringForm
      action={action}
      hidden={{ then }}
      fields={[
        {
          kind: 'line', name: 'name', label: 'Name', required: true, autoComplete: 'name',
          help: 'Stands beside what you write. It need not be your legal one.',
        },
        {
          kind: 'line', name: 'handle', label: 'Handle', required: true, autoComplete: 'username', autoCapitalize: 'none', spellCheck: false, maxLength: 40,
          help: 'Your short name here, also in the address of your page: 2 to 30 letters from a to z, digits and hyphens.',
        },
        {
          kind: 'line', name: 'email', label: 'E-mail address', type: 'email', required: true, autoComplete: 'email', autoCapitalize: 'none', spellCheck: false,
          help: 'Only administrators can see it. We send you a link to make sure that it is yours.',
        },
        {
          kind: 'line', name: 'password', label: 'Password', type: 'password', required: true, autoComplete: 'new-password',
          help: 'At least 10 characters. A few words together do well.',
        },
      ]}
      button="Make an account"
      pending="Making your account …"
    />
  )
}
