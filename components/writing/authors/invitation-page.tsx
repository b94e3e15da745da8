import '#components/people/door.css'
import './invitation-page.css'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment, sayMinute } from '#components/ui/moment.tsx'
import { PrivateEssay } from '#components/writing/publishing/private-essay.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Invitation } from '#lib/posts/authors/read-invitation.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'

type Props = {
  postId: string
  invitation: Invitation
  /** The text and the address of its cover, with what lets their pictures load. */
  pictures: { html: string; cover: string } | null
  actions: { agree: FormAction; decline: FormAction }
}

/** Who asks, what agreeing means, the two answers, and below them the text that it is about. */
export function InvitationPage({ postId, invitation, pictures, actions }: Props) {
  const { by, at, answer, text } = invitation
  const title = text?.title ? `“${text.title}”` : 'an essay'
  return (
    <>
      <div className="column door">
        <h1 className="page-title">{answer === null ? `${by} asks you to write together` : 'An invitation to write'}</h1>
        {answer === 'agreed' && (
          <p>
            You are an author of it. <a href={writingPath(postId)}>Go on writing</a>
          </p>
        )}
        {answer === 'declined' && <p>You said no to {by}, and nothing bears your name. Whoever asked sees that you said no, and no reason.</p>}
        {answer === null && (
          <>
            <p>
              On <Moment at={at} precision="minute" /> {by} asked whether you want to be an author of {title}. If you agree, your name stands above it as soon as readers see it, and you can
              change, publish and take back everything of it. You can leave it again at any time.
            </p>
            <div className="invitation-answers">
              <PressForm action={actions.agree} fields={{ postId }} pending="Agreeing …">
                Agree
              </PressForm>
              <PressForm action={actions.decline} fields={{ postId }} look="plain" pending="One moment …">
                Say no
              </PressForm>
            </div>
          </>
        )}
      </div>
      {answer === null && text && pictures && <PrivateEssay text={text} pictures={pictures} about={`The draft, as it was saved on ${sayMinute(text.at)}. It is shown to you so that you can decide; please keep it to yourself.`} headed />}
    </>
  )
}
