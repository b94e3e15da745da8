import { CommentHead, CommentNumber } from '#components/comments/comment-head.tsx'
import { OwnStanding } from '#components/comments/own-standing.tsx'
import { ReplyPlace } from '#components/comments/reply-place.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { replyLink, signInLink } from '#components/comments/thread-links.ts'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** One comment in its place: public, gone, or the viewer's own that nobody else sees. */
export function Comment({ entry, frame }: Props) {
  if (entry.kind === 'tombstone') return <GoneComment entry={entry} />
  const own = entry.kind === 'own'
  return (
    <>
      <article className={own ? 'comment comment-own' : 'comment'} id={`comment-${entry.id}`}>
        <CommentHead entry={entry} />
        <StoredHtml className="prose comment-text" html={entry.html ?? ''} />
        {own ? <OwnStanding entry={entry} frame={frame} /> : <CommentFoot entry={entry} frame={frame} />}
      </article>
      {!own && frame.replyTo === entry.id && <ReplyPlace frame={frame} parent={{ id: entry.id, name: nameOf(entry) }} />}
    </>
  )
}

/** Keeps the place of a comment that is gone while replies to it stand. */
function GoneComment({ entry }: { entry: ThreadEntry }) {
  return (
    <article className="comment" id={`comment-${entry.id}`}>
      <div className="comment-head">
        {entry.number !== null && <CommentNumber number={entry.number} />}
        <p className="comment-gone">A comment that is no longer here.</p>
      </div>
    </article>
  )
}

function CommentFoot({ entry, frame }: Props) {
  if (frame.writing === 'suspended') return null
  const here = replyLink(frame.links, entry.id)
  return (
    <p className="comment-foot">
      {frame.writing !== 'closed' && (
        <a href={frame.writing === 'open' ? here : signInLink(here)} rel="nofollow" aria-label={`Reply to ${nameOf(entry)}`}>
          Reply
        </a>
      )}
      <a href={`/c/${entry.id}/report`} rel="nofollow" aria-label={`Report the comment by ${nameOf(entry)}`}>
        Report
      </a>
    </p>
  )
}

function nameOf(entry: ThreadEntry): string {
  return entry.author?.name ?? 'somebody'
}
