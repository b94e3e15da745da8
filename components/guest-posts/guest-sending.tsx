import { sayWaiting } from '#components/comments/say-standing.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SeenForm } from '#components/writing/publishing/seen-form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnSending } from '#lib/moderation/guest-posts/read-own-sending.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'

type Props = { sending: OwnSending; actions: { send: FormAction; takeBack: FormAction }; /** They may write now. */ mayWrite: boolean }

/** Where a reader sends their essay to be published, and sees what became of it. */
export function GuestSending({ sending, actions, mayWrite }: Props) {
  const { id, version, state, waiting, reason, passage, words } = sending
  const inHand = waiting?.beingRead === true
  return (
    <>
      <h1 className="page-title">{sending.title || 'Without a title'}</h1>
      <Notice>{sayStanding(sending)}</Notice>
      {passage && (
        <p>
          It is about these words: <q>{passage}</q>
        </p>
      )}
      {reason && <blockquote className="comment-reason">{reason}</blockquote>}
      <p className="meta">
        {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'} · <a href={`${writingPath(id)}/preview`}>What it will look like</a>
      </p>
      {words === 0 && (
        <p>
          <a href={writingPath(id)}>Write it first</a>: there is nothing to send yet.
        </p>
      )}
      {mayWrite && !inHand && words > 0 && maySend(sending) && (
        <SeenForm
          action={actions.send} postId={id} seen={{ draftVersion: version, draftRevisionId: sending.draftRevisionId }} pending="Sending …"
          button={waiting ? 'Send the new text instead' : state === null || state === 'withdrawn' ? 'Send it to the moderators' : 'Send it again'}
        />
      )}
      {waiting && !inHand && (
        <PressForm action={actions.takeBack} fields={{ postId: id }} look="plain" pending="Taking it back …">
          Take it back
        </PressForm>
      )}
    </>
  )
}

/** There is something to read that was not sent as it is. */
function maySend({ state, waiting, writtenSince }: OwnSending): boolean {
  return state !== 'hidden' && (state === null || state === 'withdrawn' || writtenSince || (!waiting && state === 'rejected'))
}

function sayStanding({ state, waiting, writtenSince, standing }: OwnSending): string {
  if (waiting) return [state === 'published' ? 'It is published, and a new text of it waits.' : 'It waits for a moderator. Only you can see it.', sayWaiting(waiting), writtenSince ? 'You have written since; what was sent is what will be read.' : ''].filter(Boolean).join(' ')
  if (state === 'returned') return 'A moderator asks for a change. Go on writing, and send it again.'
  if (state === 'hidden') return 'A moderator took it down: nobody reads it but you. Your text is kept.'
  if (state === 'rejected') return 'It was not published. It is kept as your draft.'
  if (state === 'published') return standing === 'published' ? 'It is published. You can change it here; readers see the new text when a moderator has read it.' : 'It was published, and is not before readers now.'
  return 'It is your draft; nobody else sees it. A moderator reads what you send before it is published, with your name.'
}
