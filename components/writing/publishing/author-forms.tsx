import { AnsweringForm } from '#components/people/answering-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import { sayDay } from '#components/ui/moment.tsx'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Props = {
  post: Pick<Publishing, 'id' | 'authors' | 'asked' | 'takesOthersOut'>
  actions: Pick<PublishingActions, 'invite' | 'takeInvitationBack' | 'takeAuthorOut' | 'leave'>
}

/** Who is named above the essay, and may change everything about it; and who was asked to. */
export function AuthorForms({ post: { id, authors, asked, takesOthersOut }, actions }: Props) {
  return (
    <>
      <ol className="publishing-each" role="list">
        {authors.map((author) => (
          <li key={author.id}>
            <span>
              {author.name} <span className="publishing-quiet">@{author.handle}</span>
            </span>
            {authors.length > 1 && <OutForm postId={id} author={author} may={takesOthersOut} actions={actions} />}
          </li>
        ))}
      </ol>
      {asked.length > 0 && <Asked postId={id} asked={asked} action={actions.takeInvitationBack} />}
      <AnsweringForm
        action={actions.invite} hidden={{ postId: id }} button="Ask them" look="plain" pending="Asking …" here={linePath(id, 'authors')}
        fields={[{
          kind: 'line', name: 'handle', label: 'Handle of another author', required: true, autoCapitalize: 'off', autoComplete: 'off', spellCheck: false,
          help: 'They can read the draft before they answer. Once they agree they are named, and can change, publish and take back everything that you can.',
        }]}
      />
    </>
  )
}

function OutForm({ postId, author, may, actions }: { postId: string; author: Publishing['authors'][number]; may: boolean; actions: Props['actions'] }) {
  if (author.oneself) {
    return (
      <PressForm action={actions.leave} fields={{ postId }} look="text" pending="Leaving …" here={linePath(postId, 'authors')}>
        Leave this essay
      </PressForm>
    )
  }
  if (!may) return null
  return (
    <PressForm action={actions.takeAuthorOut} fields={{ postId, personId: author.id }} of={author.name} look="text" pending="Taking out …" here={linePath(postId, 'authors', author.id)}>
      Take out
    </PressForm>
  )
}

/** Nobody is named before they agree; a no is shown, and stays for a while. */
function Asked({ postId, asked, action }: { postId: string; asked: Publishing['asked']; action: PublishingActions['takeInvitationBack'] }) {
  return (
    <>
      <p className="publishing-list-label">Asked, and not named above it:</p>
      <ul className="publishing-each" role="list">
        {asked.map(({ id, name, at, declinedAt }) => (
          <li key={id}>
            <span>
              {name} <span className="publishing-quiet">{declinedAt ? `said no on ${sayDay(declinedAt)}` : `asked on ${sayDay(at)}`}</span>
            </span>
            {!declinedAt && (
              <PressForm action={action} fields={{ postId, personId: id }} of={`what you asked ${name}`} look="text" pending="Taking it back …" here={linePath(postId, 'authors', id)}>
                Take back
              </PressForm>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
