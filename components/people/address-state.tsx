import type { FormAction } from '#lib/form-state.ts'
import { PressForm } from './press-form.tsx'

type Props = { account: { email: string | null; emailVerified: boolean }; action: FormAction }

/** The own address and whether it is known to be one's own. @param action sends the link again */
export function AddressState({ account: { email, emailVerified }, action }: Props) {
  if (!email) return <p>This account has no e-mail address.</p>
  if (emailVerified) return <p>{email}, verified.</p>
  return (
    <>
      <p>
        {email}, not verified yet. We sent a link there. Until you have used it, signing in by mail removes your password, because we cannot know whose
        it is.
      </p>
      <PressForm action={action} look="plain" pending="Sending …">
        Send the link again
      </PressForm>
    </>
  )
}
