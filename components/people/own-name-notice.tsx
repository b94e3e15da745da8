import { sayWaiting } from '#components/comments/say-standing.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnName } from '#lib/moderation/names/read-own-name.ts'

type Props = {
  asked: OwnName
  /** The one that others see. */
  name: string
  takeBack: FormAction
}

/** How a new name of one's own stands: it waits, or was refused and why. */
export function OwnNameNotice({ asked, name, takeBack }: Props) {
  if (asked.state === 'refused') {
    return (
      <section className="own-name" aria-label="Your new name">
        <p>
          <strong>“{asked.name}” was not approved.</strong> You appear as {name}, as before. You can ask for another name below.
        </p>
        {asked.reason && <blockquote className="comment-reason">{asked.reason}</blockquote>}
      </section>
    )
  }
  return (
    <section className="own-name" aria-label="Your new name">
      <p>
        <strong>Waiting: {asked.name}.</strong> Until then you appear as {name}. {sayWaiting(asked)}
      </p>
      <p className="meta">
        Asked for <Moment at={asked.chosenAt} precision="minute" />. You can change it below.
      </p>
      {!asked.beingRead && (
        <PressForm action={takeBack} look="plain" pending="Taking it back …">
          Take it back
        </PressForm>
      )}
    </section>
  )
}
