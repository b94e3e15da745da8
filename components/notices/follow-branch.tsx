import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { FollowedBranch } from '#lib/notices/read-branch.ts'

type Props = { branch: FollowedBranch; action: FormAction }

/** Two ways to say something about a branch, or one to take it back. */
export function FollowBranch({ branch: { id, said }, action }: Props) {
  if (said === null) {
    return (
      <>
        <p>You can be told of every reply that is published below this comment, without writing one. What is said to your own comments you are told anyway.</p>
        <PressForm action={action} fields={{ commentId: id, wanted: 'yes' }} pending="One moment …">Follow this branch</PressForm>
        <PressForm action={action} fields={{ commentId: id, wanted: 'no' }} look="plain" pending="One moment …">Tell me nothing of this branch</PressForm>
      </>
    )
  }
  return (
    <>
      <p>{said ? 'You follow this branch: you are told of every reply that is published below this comment.' : 'You are told nothing of what is said below this comment, also when somebody replies to you.'}</p>
      <PressForm action={action} fields={{ commentId: id, wanted: 'forget' }} look="plain" pending="One moment …">{said ? 'Stop following' : 'Hear of it again'}</PressForm>
    </>
  )
}

/** Quiet, below: about who wrote it rather than about what is said. */
export function MuteWriter({ branch: { name, writer }, action }: Props) {
  if (!writer) return null
  return (
    <>
      <h2 className="section-title">{name}</h2>
      <p>{writer.mutes ? `You muted ${name}: what they say is folded for you, and you are told nothing of it.` : `What ${name} says can be folded for you, so that you need not read it and are told nothing of it.`} They do not learn of it.</p>
      <PressForm action={action} fields={{ handle: writer.handle, muted: writer.mutes ? 'no' : 'yes' }} look="plain" pending="One moment …">{writer.mutes ? `Read ${name} again` : `Mute ${name}`}</PressForm>
    </>
  )
}
