import { Button } from '#components/ui/button.tsx'

/** Signs out, by a plain form to a fixed address, so that it can stand on every page. */
export function SignOutForm() {
  return (
    <form className="sign-out" action="/sign-out" method="post">
      <Button look="text">Sign out</Button>
    </form>
  )
}
