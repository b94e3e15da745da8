import { EditForm, WithdrawForm } from '#components/comments/comment-forms.tsx'
import { leftOf } from '#components/comments/say-standing.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { editLink, partLink, takenLink } from '#components/comments/thread-links.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** Where the viewer changes an own comment that waits or is published. */
export function EditPlace({ entry, frame: { editing, writing, links, actions } }: Props) {
  const source = entry.ownPublished?.source ?? (entry.state === 'held' ? entry.own?.source : undefined)
  if (editing !== entry.id || writing === 'suspended' || source === undefined) return null
  const here = `${partLink(links)}#comment-${entry.id}`
  const published = entry.ownPublished !== undefined
  return (
    <section className="reply-form" id="edit" aria-label="Edit your comment">
      <EditForm action={actions.edit} commentId={entry.id} here={editLink(links, entry.id)} source={source} published={published} back={here} />
      {published && <WithdrawForm action={actions.withdraw} commentId={entry.id} here={here} back={takenLink(links, entry.id)} leaves={leftOf({ readersSee: true, hasReplies: entry.ownPublished?.hasReplies === true })} label="Take the whole comment back" />}
    </section>
  )
}
