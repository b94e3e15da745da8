import { sayWaiting } from '#components/comments/say-standing.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { EssayTitle } from '#components/posts/essay-title.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnCase as Case } from '#lib/moderation/cases/read-own-case.ts'

/** An appeal, for the one who made it. */
export function OwnCase({ own, answer }: { own: Case; answer: FormAction }) {
  const { about, post, comment, messages, state } = own
  return (
    <>
      <div className="own-verdict">
        <Outcome own={own} />
      </div>
      <p className="meta">
        What you wrote under <EssayTitle slug={post.slug} title={post.title} />
      </p>
      <div className="case-text">
        <StoredHtml className="prose comment-text" html={comment.html} />
      </div>
      <div>
        <p>
          {about.action === 'reject' ? 'A moderator decided not to publish it' : 'A moderator took it down'}, <Moment at={about.at} precision="minute" />.
        </p>
        {about.reason && <blockquote className="comment-reason">{about.reason}</blockquote>}
      </div>
      <h2 className="section-title">What was said</h2>
      <ol className="own-lines" role="list">
        {messages.map(({ id, own: mine, body, at }) => (
          <li key={id}>
            <p className="meta">
              {mine ? 'You' : 'A moderator'}, <Moment at={at} precision="minute" />
            </p>
            <p className="own-words">{body}</p>
          </li>
        ))}
      </ol>
      {state === 'waiting' && (
        <AnsweringForm
          action={answer}
          hidden={{ itemId: own.id }}
          fields={[{ kind: 'text', name: 'body', label: 'Say something in this case', rows: 4, required: true, help: 'Moderators read this.' }]}
          button="Send"
          pending="Sending …"
          look="plain"
        />
      )}
    </>
  )
}

function Outcome({ own }: { own: Case }) {
  const { state, outcome } = own
  if (state === 'waiting') {
    return (
      <p>
        <strong>Somebody else than the one who decided is going to read it.</strong> {sayWaiting(own)}
      </p>
    )
  }
  if (!outcome) return <p>This case is closed: the decision that it is about does not stand any more.</p>
  return (
    <>
      <p>
        <strong>{outcome.action === 'overturn' ? 'It was decided otherwise, and your text was published.' : 'The decision stands.'}</strong> Read by somebody else,{' '}
        <Moment at={outcome.at} precision="minute" />.
      </p>
      {outcome.reason && <blockquote className="comment-reason">{outcome.reason}</blockquote>}
    </>
  )
}
