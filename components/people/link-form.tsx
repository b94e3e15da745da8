import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

/** Asks for a sign-in link by mail. @param then where the link goes on to */
export function LinkForm({ action, then }: { action: FormAction; then: string }) {
  return (
    <AnsweringForm
      action={action}
      hidden={{ then }}
      fields={[
        {
          kind: 'line', name: 'email', label: 'E-mail address', type: 'email', required: true,
          autoComplete: 'email', autoCapitalize: 'none', spellCheck: false,
          help: 'We send a link that signs you in. It works once, within 30 minutes.',
        },
      ]}
      button="Send me a link"
      pending="Sending …"
      look="plain"
    />
  )
}
