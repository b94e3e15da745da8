import { sayOwn } from '#components/comments/say-standing.ts'
import { nameOf } from '#components/comments/name-entries.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { editLink, moderateLink, replyLink } from '#components/comments/thread-links.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** What can be done with a published comment: quiet links, each of which leads to a form. */
export function CommentFoot({ entry, frame }: Props) {
  const { links, writing, moderable } = frame
  if (writing === 'suspended') return entry.ownPublished ? <OwnPage id={entry.id} /> : null
  const reply = replyLink(links, entry.id)
  const name = nameOf(entry, frame)
  return (
    <p className="comment-foot">
      {writing !== 'closed' && writing !== 'unknown' && (
        <a href={reply} rel="nofollow" aria-label={`Reply to ${name}`}>
          Reply
        </a>
      )}
      {entry.ownPublished ? (
        <a href={editLink(links, entry.id)} rel="nofollow" aria-label={`Edit ${sayOwn(entry)}`}>
          Edit
        </a>
      ) : (
        <a href={`/c/${entry.id}/report`} rel="nofollow" aria-label={`Report the comment by ${name}`}>
          Report
        </a>
      )}
      {writing === 'open' && (
        <a href={`/c/${entry.id}/follow`} rel="nofollow" aria-label={`Follow the branch of the comment by ${name}`}>
          Follow
        </a>
      )}
      {frame.ownEssay && (
        <a href={`/c/${entry.id}/feature`} rel="nofollow" aria-label={`Point to the comment by ${name}`}>
          Point to it
        </a>
      )}
      {frame.ownEssay && !entry.ownPublished && (
        <a href={`/write/${frame.postId}/notes?comment=${entry.id}`} rel="nofollow" aria-label={`Thank ${name} with a correction`}>
          Thank with a correction
        </a>
      )}
      {moderable && (
        <a href={moderateLink(links, entry.id)} rel="nofollow" aria-label={`Hide the comment by ${name}`}>
          Hide
        </a>
      )}
    </p>
  )
}

/** Somebody suspended may still take back what is theirs. */
function OwnPage({ id }: { id: string }) {
  return (
    <p className="comment-foot">
      <a href={`/account/comments/${id}`}>What you can do about it</a>
    </p>
  )
}
