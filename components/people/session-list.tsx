import { Moment, sayMinute } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { PressForm } from './press-form.tsx'

type Props = { sessions: { id: string; createdAt: Date; expiresAt: Date; here: boolean }[]; signOut: FormAction }

/** Where somebody is signed in, newest first. Each of the other browsers can be signed out from here. */
export function SessionList({ sessions, signOut }: Props) {
  return (
    <ul className="plain-lines">
      {sessions.map(({ id, createdAt, expiresAt, here }) => (
        <li key={id} className="session-line">
          <span>
            Since <Moment at={createdAt} precision="minute" />, until <Moment at={expiresAt} />
            {here && ', in this browser'}
          </span>
          {!here && (
            <PressForm action={signOut} fields={{ sessionId: id }} here={`/account?signed-in=${id.slice(0, 8)}#signed-in`} of={`where you are signed in since ${sayMinute(createdAt)}`} look="text" pending="Signing out …">
              Sign out there
            </PressForm>
          )}
        </li>
      ))}
    </ul>
  )
}
