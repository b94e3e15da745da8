import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = {
  person: { id: string; handle: string; name: string }
  /** They write essays, so there is something to follow. */
  writes: boolean
  said: { follows: boolean; mutes: boolean }
  actions: { follow: FormAction; mute: FormAction }
}

/** Following somebody's essays, and not reading what they say. The person never learns of either. */
export function AboutPerson({ person: { id, handle, name }, writes, said: { follows, mutes }, actions }: Props) {
  return (
    <div className="about-person">
      {writes && !mutes && (
        <PressForm action={actions.follow} fields={{ authorId: id, wanted: follows ? 'forget' : 'yes' }} look="text" pending="One moment …">
          {follows ? `Stop following ${name}` : `Follow ${name}`}
        </PressForm>
      )}
      {mutes && <p className="meta">You muted {name}: what they say is folded for you, and you are told nothing of it. They do not know.</p>}
      <PressForm action={actions.mute} fields={{ handle, muted: mutes ? 'no' : 'yes' }} look="text" pending="One moment …">
        {mutes ? `Read ${name} again` : `Mute ${name}`}
      </PressForm>
    </div>
  )
}
