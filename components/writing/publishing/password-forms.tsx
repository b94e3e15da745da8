import { PressForm } from '#components/people/press-form.tsx'
import { SeenForm } from '#components/writing/publishing/seen-form.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Props = {
  post: Publishing
  actions: Pick<PublishingActions, 'openByPassword' | 'endPassword'>
  /** Where its answers are shown, where that is not the page as it opens. */
  here?: string
}

/** A text for those who were told a word: in no list, feed or search, and without comments. */
export function PasswordForms({ post, actions, here }: Props) {
  const { id, password, draftDiffers } = post
  /** It is what there is to do: those who have the password read another text, or none. */
  const needed = password !== null && (password.since === null || draftDiffers)
  const again = password?.since && draftDiffers ? ' They read the text as it was when you opened it; your draft says something else.' : ''
  return (
    <>
      <SeenForm
        action={actions.openByPassword} postId={id} seen={post} look={needed ? 'strong' : 'plain'} pending="Opening it …" here={here}
        button={password?.since ? 'Let them read the present text' : 'Let them read it'}
        fields={[{
          kind: 'line', name: 'password', label: password ? 'Another password' : 'Password', type: 'password', autoComplete: 'new-password', required: !password,
          help: `${password ? 'Leave this empty to keep the one that it has.' : 'Whoever has it reads the text at its address. It stands in no list, and nobody can comment.'}${again}`,
        }]}
      />
      {password && (
        <PressForm action={actions.endPassword} fields={{ postId: id }} look="text" pending="Taking it away …">
          Take the password away
        </PressForm>
      )}
    </>
  )
}
