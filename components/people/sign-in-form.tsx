import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

/** Signs in with a password. @param then where to go on to */
export function SignInForm({ action, then }: { action: FormAction; then: string }) {
  return (
    <AnsweringForm
      action={action}
      hidden={{ then }}
      fields={[
        { kind: 'line', name: 'who', label: 'E-mail address or handle', required: true, autoComplete: 'username', autoCapitalize: 'none', spellCheck: false, maxLength: 254 },
        { kind: 'line', name: 'password', label: 'Password', type: 'password', required: true, autoComplete: 'current-password' },
      ]}
      button="Sign in"
      pending="Signing in …"
    />
  )
}
