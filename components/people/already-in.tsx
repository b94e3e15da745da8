import { ButtonLink } from '#components/ui/button.tsx'
import { SignOutForm } from './sign-out-form.tsx'

/** In place of a door, for somebody who is inside. @param then where they wanted to go */
export function AlreadyIn({ name, then }: { name: string; then: string }) {
  return (
    <>
      <h1 className="page-title">You are signed in</h1>
      <p>You are here as {name}.</p>
      <div className="actions">
        <ButtonLink href={then}>Go on</ButtonLink>
        <SignOutForm />
      </div>
    </>
  )
}
