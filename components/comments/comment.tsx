import { EditPlace } from '#components/comments/edit-place.tsx'
import { HiddenStanding } from '#components/comments/hidden-standing.tsx'
import { ModeratePlace } from '#components/comments/moderate-place.tsx'
import type { Branch } from '#components/comments/nest-entries.ts'
import { OwnEdit } from '#components/comments/own-edit.tsx'
import { OwnStanding } from '#components/comments/own-standing.tsx'
import { OwnText } from '#components/comments/own-text.tsx'
import { articleOf, printWords } from '#components/comments/printed/print-comment.ts'
import { printFoot } from '#components/comments/printed/print-foot.ts'
import { printHead } from '#components/comments/printed/print-head.ts'
import { ReplyPlace } from '#components/comments/reply-place.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { holding } from '#components/ui/markup.ts'
import { StoredHtml } from '#components/ui/stored-html.tsx'

type Props = { branch: Branch; frame: ThreadFrame }

/** One comment in its place: public, gone, the viewer's own that nobody else sees, or one that only moderators still see. */
export function Comment({ branch, frame }: Props) {
  const { kind } = branch.entry
  if (kind === 'tombstone') return <PrintedComment branch={branch} frame={frame} />
  if (kind === 'own') return <OwnComment branch={branch} frame={frame} />
  if (kind === 'hidden') return <HiddenComment branch={branch} frame={frame} />
  return <PublishedComment branch={branch} frame={frame} />
}

function PublishedComment({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <>
      {entry.ownPublished?.edit ? <EditedComment branch={branch} frame={frame} /> : <PrintedComment branch={branch} frame={frame} />}
      <EditPlace entry={entry} frame={frame} />
      <ModeratePlace entry={entry} frame={frame} />
      {frame.replyTo === entry.id && <ReplyPlace frame={frame} parent={{ id: entry.id, name: entry.author?.name ?? 'somebody' }} />}
    </>
  )
}

/** One of many, so it is printed and no tree of elements. */
function PrintedComment({ branch, frame }: Props) {
  return <article {...articleOf(branch.entry, frame)} {...holding(printWords(branch, frame))} />
}

/** The viewer's own, with the new text that waits. */
function EditedComment({ branch, frame }: Props) {
  const { entry } = branch
  const foot = printFoot(entry, frame)
  return (
    <article {...articleOf(entry, frame)}>
      <CommentHead branch={branch} frame={frame} />
      <StoredHtml className="prose comment-text e-content" html={entry.html ?? ''} />
      <OwnEdit entry={entry} frame={frame} />
      {foot && <p className="comment-foot" {...holding(foot)} />}
    </article>
  )
}

/** Waits, was returned, rejected or taken down: its writer alone sees it, and what can be done about it. */
function OwnComment({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <>
      <article {...articleOf(entry, frame)}>
        <CommentHead branch={branch} frame={frame} />
        <OwnText html={entry.html ?? ''} passage={entry.own?.passage ?? ''} />
        <OwnStanding entry={entry} frame={frame} />
      </article>
      <EditPlace entry={entry} frame={frame} />
    </>
  )
}

/** Taken down: to everybody else it is gone. */
function HiddenComment({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <>
      <article {...articleOf(entry, frame)}>
        <CommentHead branch={branch} frame={frame} />
        <StoredHtml className="prose comment-text" html={entry.html ?? ''} />
        <HiddenStanding entry={entry} frame={frame} />
      </article>
      <ModeratePlace entry={entry} frame={frame} />
    </>
  )
}

function CommentHead({ branch, frame }: Props) {
  return <header className="comment-head" {...holding(printHead(branch, frame))} />
}
