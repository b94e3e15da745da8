import { deepestIndent } from '#components/comments/nest-entries.ts'
import { nameState } from '#components/comments/say-standing.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { Answered, ThreadEntry } from '#lib/comments/read-thread.ts'

/** Indents stop here on a phone; from here on a comment says whom it answers. */
const deepestIndentOnPhone = 2

/** Number, name, author mark, date: one line, which is also the heading that screen readers move by. */
export function CommentHead({ entry }: { entry: ThreadEntry }) {
  return (
    <header className="comment-head">
      {entry.number !== null && <CommentNumber number={entry.number} />}
      <h3 className="comment-name">
        <PersonName author={entry.author} />
        <span className="visually-hidden">{sayPosition(entry)}</span>
      </h3>
      {entry.byAuthor && <span className="author-mark">the author</span>}
      {entry.submittedAt && (
        <a className="permalink" href={`/c/${entry.id}`}>
          <Moment at={entry.submittedAt} />
        </a>
      )}
      {entry.edited && <span>edited</span>}
      <InReplyTo entry={entry} />
    </header>
  )
}

/** The rank of a top-level comment, hung in the margin where there is one. */
export function CommentNumber({ number }: { number: number }) {
  return <span className="comment-number">{number}</span>
}

function PersonName({ author }: { author: ThreadEntry['author'] }) {
  if (!author) return 'Somebody'
  return author.handle ? <a href={`/people/${author.handle}`}>{author.name}</a> : author.name
}

function sayPosition({ depth, replyingTo, kind, state }: ThreadEntry): string {
  const answered = replyingTo ? `, replying to ${replyingTo.name ?? 'a comment that is no longer here'}, level ${depth + 1}` : ''
  return kind === 'own' || kind === 'hidden' ? `${answered}, ${nameState(state)}` : answered
}

/** Where the indent has ended, or what is answered stands elsewhere, the words say what hangs on what. */
function InReplyTo({ entry: { depth, replyingTo } }: { entry: ThreadEntry }) {
  if (!replyingTo || (replyingTo.where === 'here' && depth <= deepestIndentOnPhone)) return null
  return (
    <span className={replyingTo.where === 'here' && depth <= deepestIndent ? 'in-reply-to indented-here' : 'in-reply-to'}>
      in reply to <AnsweredName answered={replyingTo} />
    </span>
  )
}

function AnsweredName({ answered: { id, name, where } }: { answered: Answered }) {
  const words = name ?? 'a comment that is no longer here'
  return where === 'gone' ? words : <a href={where === 'here' ? `#comment-${id}` : `/c/${id}`}>{words}</a>
}
