import { nameOf } from '#components/comments/name-entries.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import { NewMark } from '#components/comments/island/new-since.tsx'
import { isNewTo } from '#components/comments/island/thread-facts.ts'
import { nameState } from '#components/comments/say-standing.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { Moment, sayDay } from '#components/ui/moment.tsx'
import type { Answered, ThreadEntry } from '#lib/comments/read-thread.ts'

/** Indents stop here on a phone; from here on a comment says whom it answers. */
const deepestIndentOnPhone = 2

type Props = { branch: Branch; frame: Pick<ThreadFrame, 'names' | 'visit' | 'muted'> }

/** Number, name, author mark, date: one line, which is also the heading that screen readers move by. */
export function CommentHead({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <header className="comment-head">
      {entry.number !== null && <CommentNumber number={entry.number} />}
      <h3 className="comment-name">
        <PersonName author={entry.author} />
        <span className="visually-hidden">{sayPosition(entry)}</span>
        {isNewTo(frame, entry) && <NewMark />}
      </h3>
      {entry.byAuthor && <span className="author-mark">the author</span>}
      {entry.submittedAt && (
        <a className="permalink u-url" href={`/c/${entry.id}`} aria-label={`${sayDay(entry.submittedAt)}, comment by ${nameOf(entry, frame)}`}>
          <Moment className="dt-published" at={entry.submittedAt} />
        </a>
      )}
      {entry.edited && (
        <a className="permalink" href={`/c/${entry.id}/history`} rel="nofollow" aria-label={`edited: how the comment by ${nameOf(entry, frame)} was changed`}>
          edited
        </a>
      )}
      <InReplyTo branch={branch} frame={frame} />
    </header>
  )
}

/** What is left of a comment that is gone, as a heading too: replies hang on it. */
export function GoneHead({ branch, frame }: Props) {
  const { entry } = branch
  return (
    <header className="comment-head">
      {entry.number !== null && <CommentNumber number={entry.number} />}
      <h3 className="comment-gone">
        A comment that is no longer here<span className="visually-hidden">{sayPosition(entry)}</span>
      </h3>
      <InReplyTo branch={branch} frame={frame} />
    </header>
  )
}

/** The rank of a top-level comment, hung in the margin where there is one. */
function CommentNumber({ number }: { number: number }) {
  return <span className="comment-number">{number}</span>
}

function PersonName({ author }: { author: ThreadEntry['author'] }) {
  if (!author) return 'Somebody'
  if (!author.handle) return <span className="p-author h-card">{author.name}</span>
  return (
    <a className="p-author h-card" href={`/people/${author.handle}`}>
      {author.name}
    </a>
  )
}

function sayPosition({ depth, replyingTo, kind, state }: ThreadEntry): string {
  const answered = replyingTo ? `, replying to ${replyingTo.name ?? 'a comment that is no longer here'}, level ${depth + 1}` : ''
  return kind === 'own' || kind === 'hidden' ? `${answered}, ${nameState(state)}` : answered
}

/** Where the indent has ended, or what is answered stands elsewhere, the words say what hangs on what. */
function InReplyTo({ branch: { entry, level, hangs }, frame }: Props) {
  const { replyingTo } = entry
  if (!replyingTo || (hangs && level <= deepestIndentOnPhone)) return null
  return (
    <span className={hangs ? 'in-reply-to indented-here' : 'in-reply-to'}>
      <AnsweredLink answered={replyingTo} frame={frame} />
    </span>
  )
}

function AnsweredLink({ answered: { id, name, where }, frame }: { answered: Answered; frame: Props['frame'] }) {
  const words = `in reply to ${name ?? 'a comment that is no longer here'}`
  if (where === 'gone') return words
  const known = name !== null && frame.names.get(id)
  return (
    <a href={where === 'here' ? `#comment-${id}` : `/c/${id}`} aria-label={known && known !== name ? `in reply to ${known}` : undefined}>
      {words}
    </a>
  )
}
