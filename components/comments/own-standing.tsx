import { FixForm, WithdrawForm } from '#components/comments/comment-forms.tsx'
import { WaitingLine } from '#components/comments/own/waiting-line.tsx'
import { sayOwn, saySettling, sayUnpublished, sayVerdict, sayWaiting } from '#components/comments/say-standing.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { editLink, partLink, takenLink } from '#components/comments/thread-links.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** How an own text stands, told to its writer alone, and what can be done with it. */
export function OwnStanding({ entry, frame }: Props) {
  if (!entry.own) return null
  const here = `${partLink(frame.links)}#comment-${entry.id}`
  const form = { commentId: entry.id, here }
  return (
    <div className="comment-standing">
      <Sentence entry={entry} own={entry.own} />
      {entry.state === 'returned' && frame.writing !== 'suspended' && (
        <FixForm {...form} action={frame.actions.resubmit} source={entry.own.source} />
      )}
      <div className="comment-foot">
        {entry.state === 'held' && frame.writing !== 'suspended' && frame.editing !== entry.id && (
          <a href={editLink(frame.links, entry.id)} rel="nofollow" aria-label={`Edit ${sayOwn(entry)}`}>
            Edit
          </a>
        )}
        {entry.state !== 'hidden' && entry.state !== 'rejected' && <WithdrawForm {...form} action={frame.actions.withdraw} back={takenLink(frame.links, entry.id)} leaves="unseen" of={sayOwn(entry)} />}
        {entry.state !== 'held' && <a href={`/account/comments/${entry.id}`}>{entry.state === 'returned' ? 'Its history' : 'What you can do about it'}</a>}
        {entry.state !== 'held' && <a href="/guidelines">Guidelines</a>}
      </div>
    </div>
  )
}

function Sentence({ entry, own }: { entry: ThreadEntry; own: NonNullable<ThreadEntry['own']> }) {
  if (entry.state === 'held') {
    return (
      <p>
        <strong>Waiting for a moderator.</strong> {own.unpublished && `${sayUnpublished} `}Only you can see this. <WaitingLine id={entry.id} says={sayWaiting(own)} />
      </p>
    )
  }
  return (
    <>
      <p>
        <strong>{own.settling ? saySettling : sayVerdict(entry.state)}</strong> Only you can see this.
      </p>
      {own.reason && <blockquote className="comment-reason">{own.reason}</blockquote>}
    </>
  )
}
