import type { ReactNode } from 'react'
import { CommentFoot } from '#components/comments/comment-foot.tsx'
import { CommentHead, GoneHead } from '#components/comments/comment-head.tsx'
import { EditPlace } from '#components/comments/edit-place.tsx'
import { HiddenStanding } from '#components/comments/hidden-standing.tsx'
import { isNewTo } from '#components/comments/island/thread-facts.ts'
import { ModeratePlace } from '#components/comments/moderate-place.tsx'
import { OwnEdit } from '#components/comments/own-edit.tsx'
import { OwnStanding } from '#components/comments/own-standing.tsx'
import { OwnText } from '#components/comments/own-text.tsx'
import { ReplyPlace } from '#components/comments/reply-place.tsx'
import { MutedText } from '#components/notices/muted-text.tsx'
import type { Branch } from '#components/comments/nest-entries.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

type Props = { branch: Branch; frame: ThreadFrame }

/** One comment in its place: public, gone, the viewer's own that nobody else sees, or one that only moderators still see. */
export function Comment({ branch, frame }: Props) {
  const { kind } = branch.entry
  if (kind === 'tombstone') return <GoneComment branch={branch} frame={frame} />
  if (kind === 'own') return <OwnComment branch={branch} frame={frame} />
  if (kind === 'hidden') return <HiddenComment branch={branch} frame={frame} />
  return <PublishedComment branch={branch} frame={frame} />
}

function PublishedComment({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <>
      <CommentFrame entry={entry} isNew={isNewTo(frame, entry)}>
        <MutedText muted={frame.muted.has(entry.id)}>
          <CommentHead branch={branch} frame={frame} />
          <StoredHtml className="prose comment-text e-content" html={entry.html ?? ''} />
          <OwnEdit entry={entry} frame={frame} />
          <CommentFoot entry={entry} frame={frame} />
        </MutedText>
      </CommentFrame>
      <EditPlace entry={entry} frame={frame} />
      <ModeratePlace entry={entry} frame={frame} />
      {frame.replyTo === entry.id && <ReplyPlace frame={frame} parent={{ id: entry.id, name: entry.author?.name ?? 'somebody' }} />}
    </>
  )
}

/** Waits, was returned, rejected or taken down: its writer alone sees it, and what can be done about it. */
function OwnComment({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <>
      <CommentFrame entry={entry} look="comment comment-own">
        <CommentHead branch={branch} frame={frame} />
        <OwnText html={entry.html ?? ''} passage={entry.own?.passage ?? ''} />
        <OwnStanding entry={entry} frame={frame} />
      </CommentFrame>
      <EditPlace entry={entry} frame={frame} />
    </>
  )
}

/** Taken down: to everybody else it is gone. */
function HiddenComment({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <>
      <CommentFrame entry={entry} look="comment comment-own">
        <CommentHead branch={branch} frame={frame} />
        <StoredHtml className="prose comment-text" html={entry.html ?? ''} />
        <HiddenStanding entry={entry} frame={frame} />
      </CommentFrame>
      <ModeratePlace entry={entry} frame={frame} />
    </>
  )
}

/** Keeps the place of a comment that is gone while replies to it stand. */
function GoneComment({ branch, frame }: Props) {
  return (
    <CommentFrame entry={branch.entry}>
      <GoneHead branch={branch} frame={frame} />
    </CommentFrame>
  )
}

/** Only what everybody sees is a comment of the essay to programs that read the page; see https://microformats.org/wiki/comments */
const microformats = { published: 'u-comment h-cite', own: 'h-cite', hidden: 'h-cite', tombstone: '' } as const

type FrameProps = { entry: ThreadEntry; look?: string; isNew?: boolean; children: ReactNode }

/** Says of a comment what a script needs to find its way: which it is, what it answers, how deep, since when it is public, and whether it is new. */
function CommentFrame({ entry, look = 'comment', isNew = false, children }: FrameProps) {
  const { id, parentId, depth, approvedAt } = entry
  return (
    <article
      className={`${look} ${microformats[entry.kind]}`.trimEnd()}
      id={`comment-${id}`}
      data-comment={id}
      data-parent={parentId}
      data-depth={depth}
      data-approved={approvedAt?.toISOString()}
      data-new={isNew ? '' : undefined}
    >
      {children}
    </article>
  )
}
