import { nameState, sayGroup, sayPlace } from '#components/comments/say-standing.ts'
import { Moment } from '#components/ui/moment.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { OwnEntry, OwnGroup, OwnList as List } from '#lib/moderation/cases/read-own-comments.ts'

type Props = {
  group: OwnGroup
  list: List
  medianWaitSeconds: number | null
  /** The page is about this group alone. */
  whole?: true
}

/** Own texts that stand alike, newest first. */
export function OwnList({ group, list: { entries, next }, medianWaitSeconds, whole }: Props) {
  if (entries.length === 0) return whole ? <p>There is nothing here.</p> : null
  const more = next && `/account/comments?state=${group}${whole ? `&after=${next}` : ''}`
  return (
    <section aria-label={sayGroup(group)}>
      {!whole && <h2 className="section-title">{sayGroup(group)}</h2>}
      <ol className="own-lines" role="list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <OwnLine entry={entry} medianWaitSeconds={medianWaitSeconds} />
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

function OwnLine({ entry, medianWaitSeconds }: { entry: OwnEntry; medianWaitSeconds: number | null }) {
  const { id, post, excerpt, submittedAt, isReply, reason } = entry
  const standing = sayStanding(entry, medianWaitSeconds)
  return (
    <>
      <p className="own-excerpt">
        <a href={`/account/comments/${id}`}>{excerpt}</a>
      </p>
      <p className="meta">
        {isReply ? 'a reply' : 'a comment'} under <a href={postPath(post.slug)}>{post.title}</a>, <Moment at={submittedAt} />
      </p>
      {standing && <p className="own-standing">{standing}</p>}
      {reason && <blockquote className="comment-reason">{reason}</blockquote>}
    </>
  )
}

/** What is particular about one text of a group. */
function sayStanding({ state, edit, position, caseId }: OwnEntry, medianWaitSeconds: number | null): string {
  if (edit === 'returned') return 'Published. A moderator asks for a change in your edit.'
  if (edit === 'held') return `Published. Your edit waits. ${sayPlace(position, medianWaitSeconds)}`
  if (state === 'held') return sayPlace(position, medianWaitSeconds)
  if (state === 'published' || state === 'returned') return ''
  return `${capitalised(nameState(state))}.${caseId ? ' You asked for another look.' : ''}`
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
