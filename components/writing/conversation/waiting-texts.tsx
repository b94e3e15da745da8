import { ReasonForm } from '#components/comments/reason-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { reasons } from '#lib/comments/reasons.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { WaitingText, WaitingUnder } from '#lib/moderation/own-posts/read-waiting-under.ts'

type Actions = { decide: FormAction; undo: FormAction }
type Props = { postId: string; waiting: WaitingUnder; decided: { decisionId: string; action: string } | null; actions: Actions }

/** What waits below an essay, for its authors: to read, and to decide about where the site lets them. */
export function WaitingTexts({ postId, waiting: { texts, count, next, mayDecide }, decided, actions }: Props) {
  return (
    <section className="waiting-texts" id="waiting" aria-labelledby="waiting-title">
      <h2 id="waiting-title">What waits here</h2>
      {decided && <Decided postId={postId} {...decided} undo={actions.undo} />}
      <p className="meta">
        {sayCount(count)} {mayDecide ? 'You may decide about them, as moderators do; what you decide stands in the log, and its writer can ask for another reader.' : 'Moderators decide. Until then these texts are seen by their writers, by moderators and by you.'}
      </p>
      <ol role="list" className="waiting-list">
        {texts.map((text) => (
          <li key={text.itemId}>
            <OneText postId={postId} text={text} decide={mayDecide && !text.own ? actions.decide : null} />
          </li>
        ))}
      </ol>
      {next && (
        <p>
          <a href={`/write/${postId}/conversation?after=${next}#waiting`}>The next ones</a>
        </p>
      )}
    </section>
  )
}

function sayCount(count: number): string {
  if (count === 0) return 'Nothing waits at the moment.'
  return count === 1 ? 'One text waits for somebody to read it.' : `${count.toLocaleString('en-GB')} texts wait for somebody to read them.`
}

const decidedAs: Record<string, string> = { approve: 'Approved.', return: 'Returned to its writer.', reject: 'Not published.' }

/** Its writer is told after a minute, so within it nobody has heard of what is taken back. */
function Decided({ postId, decisionId, action, undo }: { postId: string; decisionId: string; action: string; undo: FormAction }) {
  return (
    <div className="notice" role="status">
      <p>{decidedAs[action] ?? 'Decided.'} Its writer hears of it in a minute.</p>
      <PressForm action={undo} fields={{ decisionId, postId }} look="plain" pending="One moment …">
        Take that back
      </PressForm>
    </div>
  )
}

type TextProps = { postId: string; text: WaitingText; decide: FormAction | null }

function OneText({ postId, text, decide }: TextProps) {
  const { kind, name, handle, html, before, answers, submittedAt, own } = text
  return (
    <article className="comment comment-own" aria-label={`${kind === 'comment' ? 'Reply' : 'New version'} by ${name}`}>
      <p className="comment-head">
        <strong>{name}</strong> {handle && <span className="meta">@{handle}</span>}{' '}
        <span className="meta">
          <Moment at={submittedAt} precision="minute" />
          {answers && `, in reply to ${answers.name}`}
          {kind === 'comment_edit' && ', a new version of a published reply'}
          {own && ', by you'}
        </span>
      </p>
      <StoredHtml className="prose comment-text" html={html} />
      {before !== null && (
        <details className="waiting-before">
          <summary>What readers see now</summary>
          <StoredHtml className="prose comment-text" html={before} />
        </details>
      )}
      {decide && <Verdicts postId={postId} text={text} decide={decide} />}
    </article>
  )
}

function Verdicts({ postId, text: { itemId, version, revision, name }, decide }: { postId: string; text: WaitingText; decide: FormAction }) {
  const named = { itemId, version: String(version), revision, postId }
  const here = `/write/${postId}/conversation#waiting`
  const note = { name: 'reasonNote', label: 'In your own words', help: `Follows the sentence. ${name} reads this too.` }
  return (
    <div className="waiting-verdicts">
      <PressForm action={decide} fields={{ ...named, action: 'approve' }} of={`the text by ${name}`} pending="Approving …">
        Approve
      </PressForm>
      <ReasonForm
        folded="Return for a change …" action={decide} hidden={{ ...named, action: 'return' }} here={here} legend={`What should change? ${name} reads the sentence below each.`}
        reasons={reasons} note={note} button="Return it" pending="Returning …"
      />
      <ReasonForm
        folded="Do not publish …" action={decide} hidden={{ ...named, action: 'reject' }} here={here} legend={`Why? ${name} reads the sentence below each.`}
        reasons={reasons} note={note} button="Do not publish" pending="One moment …"
      />
    </div>
  )
}
