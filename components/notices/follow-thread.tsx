import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = {
  postId: string
  /** What the viewer has said about it; null: nothing. */
  said: boolean | null
  /** It is about an essay of theirs, so they are told of it anyway. */
  own: boolean
  action: FormAction
}

/** Follows a conversation without taking part in it, or lets it go. */
export function FollowThread({ postId, said, own, action }: Props) {
  if (own && said === null) {
    return (
      <>
        <p>You are told of what is said here, because you wrote the essay.</p>
        <PressForm action={action} fields={{ postId, wanted: 'no' }} look="text" pending="One moment …">Tell me nothing of this conversation</PressForm>
      </>
    )
  }
  if (said === null) return <PressForm action={action} fields={{ postId, wanted: 'yes' }} look="text" pending="One moment …">Follow this conversation</PressForm>
  return (
    <>
      <p>{said ? 'You follow this conversation.' : 'You wanted to hear nothing of this conversation.'}</p>
      <PressForm action={action} fields={{ postId, wanted: 'forget' }} look="text" pending="One moment …" of={said ? 'this conversation' : undefined}>
        {said ? 'Stop following' : 'Hear of it again'}
      </PressForm>
    </>
  )
}

/** The same for who is not signed in: through the door and back. */
export function FollowSignedOut({ path }: { path: string }) {
  return (
    <p>
      <a href={`/sign-in?then=${encodeURIComponent(path)}`} rel="nofollow">
        Sign in to follow this conversation
      </a>
    </p>
  )
}
