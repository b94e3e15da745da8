import { WaitingLine } from '#components/comments/own/waiting-line.tsx'
import { nameState, sayEmpty, sayGroup, saySettling, sayWaiting } from '#components/comments/say-standing.ts'
import { EssayTitle } from '#components/posts/essay-title.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { OwnEntry, OwnGroup, OwnList as List } from '#lib/moderation/cases/read-own-comments.ts'

type Props = {
  group: OwnGroup
  list: List
  /** The page is about this group alone. */
  whole?: true
}

/** Own texts that stand alike, newest first. */
export function OwnList({ group, list: { entries, next }, whole }: Props) {
  if (entries.length === 0) return whole ? <p>{sayEmpty(group)}</p> : null
  const more = next && `/account/comments?state=${group}${whole ? `&after=${next}` : ''}`
  return (
    <section aria-label={sayGroup(group)}>
      {!whole && <h2 className="section-title">{sayGroup(group)}</h2>}
      <ol className="own-lines" role="list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <OwnLine entry={entry} />
          </li>
        ))}
      </ol>
      {more && (
        <p className="meta">
          <a href={more}>{whole ? 'Older ones' : 'All of these'}</a>
        </p>
      )}
    </section>
  )
}

function OwnLine({ entry }: { entry: OwnEntry }) {
  const { id, post, excerpt, submittedAt, isReply, reason } = entry
  return (
    <>
      <p className="own-excerpt">
        <a href={`/account/comments/${id}`}>{excerpt}</a>
      </p>
      <p className="meta">
        {isReply ? 'a reply' : 'a comment'} under <EssayTitle slug={post.slug} title={post.title} />, <Moment at={submittedAt} />
      </p>
      <Standing entry={entry} />
      {reason && <blockquote className="comment-reason">{reason}</blockquote>}
    </>
  )
}

/** What is particular about one text of a group. */
function Standing({ entry }: { entry: OwnEntry }) {
  const { id, state, edit, settling, caseId } = entry
  const place = <WaitingLine id={id} says={sayWaiting(entry)} />
  if (edit === 'returned') return <p className="own-standing">Published. A moderator asks for a change in your edit.</p>
  if (edit === 'held') return <p className="own-standing">Published. Your edit waits. {place}</p>
  if (state === 'held') return <p className="own-standing">{place}</p>
  if (settling) return <p className="own-standing">{saySettling}</p>
  if (state === 'published' || state === 'returned') return null
  return (
    <p className="own-standing">
      {capitalised(nameState(state))}.{caseId && ' You asked for another look.'}
    </p>
  )
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
