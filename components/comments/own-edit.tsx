import { EditForm } from '#components/comments/comment-forms.tsx'
import { OwnText } from '#components/comments/own-text.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { WaitingLine } from '#components/comments/own/waiting-line.tsx'
import { sayWaiting } from '#components/comments/say-standing.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { partLink } from '#components/comments/thread-links.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** The viewer's new text of a published comment, while readers still see the approved one. */
export function OwnEdit({ entry, frame }: Props) {
  const published = entry.ownPublished
  const edit = published?.edit
  if (!edit) return null
  const here = `${partLink(frame.links)}#comment-${entry.id}`
  const returned = edit.state === 'returned'
  const editing = frame.editing === entry.id
  return (
    <div className="comment-own comment-edit">
      <p className="comment-standing">
        {returned ? (
          <>
            <strong>A moderator asks for a change in your edit.</strong> Readers see the text above.
          </>
        ) : (
          <>
            <strong>Your edit waits for a moderator.</strong> Readers see the text above until then. <WaitingLine id={entry.id} says={sayWaiting(edit)} />
          </>
        )}
      </p>
      {edit.reason && <blockquote className="comment-reason">{edit.reason}</blockquote>}
      <OwnText html={edit.html} passage={edit.passage} />
      {returned && !editing && frame.writing !== 'suspended' && (
        <div className="comment-standing">
          <EditForm action={frame.actions.edit} commentId={entry.id} here={here} source={edit.source} published />
        </div>
      )}
      <div className="comment-foot">
        {frame.writing !== 'suspended' && (
          <PressForm action={frame.actions.edit} fields={{ commentId: entry.id, body: published.approvedSource, back: here }} look="text" pending="Keeping it …">
            Keep the text as it stands
          </PressForm>
        )}
        <a href={`/account/comments/${entry.id}`}>Its history</a>
      </div>
    </div>
  )
}
