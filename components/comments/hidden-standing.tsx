import { PressForm } from '#components/people/press-form.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { moderateLink, partLink } from '#components/comments/thread-links.ts'
import { Moment, sayMinute } from '#components/ui/moment.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** Why a comment was taken down, told to moderators, and the way back. */
export function HiddenStanding({ entry, frame }: Props) {
  const known = frame.moderable?.get(entry.id)
  const hidden = known?.hidden
  return (
    <div className="comment-standing">
      <p>
        <strong>Taken down{hidden && ` by ${hidden.by}`}.</strong> Only moderators and its writer see this.{' '}
        {hidden && <Moment at={hidden.at} precision="minute" />}
      </p>
      {hidden?.reason && <blockquote className="comment-reason">{hidden.reason}</blockquote>}
      <div className="comment-foot">
        {known?.undoable && (
          <PressForm action={frame.actions.undo} fields={{ decisionId: known.undoable, back: `${partLink(frame.links)}#comment-${entry.id}` }} of={`the taking down of the comment by ${entry.author?.name ?? 'somebody'}${entry.submittedAt ? ` of ${sayMinute(entry.submittedAt)}` : ''}`} look="text" pending="Taking it back …">
            Undo
          </PressForm>
        )}
        {known?.actions.includes('restore') && (
          <a href={moderateLink(frame.links, entry.id)} rel="nofollow" aria-label={`Restore the comment by ${entry.author?.name ?? 'somebody'}`}>
            Restore
          </a>
        )}
      </div>
    </div>
  )
}
