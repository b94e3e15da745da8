import { CommentFoot } from '#components/comments/comment-foot.tsx'
import { CommentHead, CommentNumber } from '#components/comments/comment-head.tsx'
import { EditPlace } from '#components/comments/edit-place.tsx'
import { HiddenStanding } from '#components/comments/hidden-standing.tsx'
import { ModeratePlace } from '#components/comments/moderate-place.tsx'
import { OwnEdit } from '#components/comments/own-edit.tsx'
import { OwnStanding } from '#components/comments/own-standing.tsx'
import { OwnText } from '#components/comments/own-text.tsx'
import { ReplyPlace } from '#components/comments/reply-place.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** One comment in its place: public, gone, the viewer's own that nobody else sees, or one that only moderators still see. */
export function Comment({ entry, frame }: Props) {
  if (entry.kind === 'tombstone') return <GoneComment entry={entry} />
  if (entry.kind === 'own') return <OwnComment entry={entry} frame={frame} />
  if (entry.kind === 'hidden') return <HiddenComment entry={entry} frame={frame} />
  return <PublishedComment entry={entry} frame={frame} />
}

function PublishedComment({ entry, frame }: Props) {
  return (
    <>
      <article className="comment" id={`comment-${entry.id}`}>
        <CommentHead entry={entry} />
        <StoredHtml className="prose comment-text" html={entry.html ?? ''} />
        <OwnEdit entry={entry} frame={frame} />
        <CommentFoot entry={entry} frame={frame} />
      </article>
      <EditPlace entry={entry} frame={frame} />
      <ModeratePlace entry={entry} frame={frame} />
      {frame.replyTo === entry.id && <ReplyPlace frame={frame} parent={{ id: entry.id, name: nameOf(entry) }} />}
    </>
  )
}

/** Waits, was returned, rejected or taken down: its writer alone sees it, and what can be done about it. */
function OwnComment({ entry, frame }: Props) {
  return (
    <>
      <article className="comment comment-own" id={`comment-${entry.id}`}>
        <CommentHead entry={entry} />
        <OwnText html={entry.html ?? ''} passage={entry.own?.passage ?? ''} />
        <OwnStanding entry={entry} frame={frame} />
      </article>
      <EditPlace entry={entry} frame={frame} />
    </>
  )
}

/** Taken down: to everybody else it is gone. */
function HiddenComment({ entry, frame }: Props) {
  return (
    <>
      <article className="comment comment-own" id={`comment-${entry.id}`}>
        <CommentHead entry={entry} />
        <StoredHtml className="prose comment-text" html={entry.html ?? ''} />
        <HiddenStanding entry={entry} frame={frame} />
      </article>
      <ModeratePlace entry={entry} frame={frame} />
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

function nameOf(entry: ThreadEntry): string {
  return entry.author?.name ?? 'somebody'
}
