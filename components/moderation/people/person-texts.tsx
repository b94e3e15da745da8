import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { PersonText } from '#lib/moderation/people/read-person-texts.ts'

type Props = { texts: PersonText[]; handle: string; after: string; next: string | null }

/** What somebody wrote, the newest first, each with what was decided about it. */
export function PersonTexts({ texts, handle, after, next }: Props) {
  return (
    <section className="person-texts" aria-labelledby="texts">
      <h2 id="texts">Texts</h2>
      {texts.length === 0 ? (
        <p>{after ? 'There are no older ones.' : 'They have written nothing yet.'}</p>
      ) : (
        <ol>
          {texts.map((text) => (
            <OneText key={text.id} text={text} />
          ))}
        </ol>
      )}
      <nav className="person-onward" aria-label="Pages of their texts">
        {after && <a href={`/moderation/people/${handle}#texts`}>Back to the newest</a>}
        {next && (
          <a href={`/moderation/people/${handle}?after=${encodeURIComponent(next)}#texts`} rel="next">
            Older texts
          </a>
        )}
      </nav>
    </section>
  )
}

function OneText({ text: { id, itemId, state, excerpt, post, submittedAt, decisions } }: { text: PersonText }) {
  return (
    <li data-state={state}>
      <p className="person-text">{excerpt || 'A text without words'}</p>
      <p className="meta">
        <strong>{states[state]}</strong> under {post.title}, <Moment at={submittedAt} precision="minute" />
        {state === 'published' && <> · <a href={`/c/${id}`}>In its place</a></>}
        {itemId && <> · <a href={deskAddress({ item: itemId })}>Its card</a></>}
      </p>
      {decisions.length > 0 && (
        <ul className="person-verdicts">
          {decisions.map(({ id: decisionId, kind, action, by, at, reason, note, undone }) => (
            <li key={decisionId}>
              {undone ? <s>{sayVerdict(action)}</s> : sayVerdict(action)}
              {kinds[kind] ?? ''} by {by}, <Moment at={at} />
              {undone && ', taken back'}
              {(reason || note) && ': '}
              {reason}
              {reason && note && ', '}
              {note && <q>{note}</q>}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const states: Record<PersonText['state'], string> = {
  held: 'Waiting', published: 'Published', returned: 'Returned', rejected: 'Rejected', hidden: 'Taken down', withdrawn: 'Withdrawn',
}

const kinds: Partial<Record<string, string>> = { comment_edit: ' (an edit)', report: ' (a report)', appeal: ' (an appeal)', second_look: ' (a second look)' }
