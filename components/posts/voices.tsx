import { foldedBy, NotesLine, Unfold } from '#components/posts/content-notes.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'

/** What readers said lately, quoted in the margin. */
export function Voices({ replies }: { replies: QuotedReply[] }) {
  return (
    <aside className="voices" aria-labelledby="voices">
      <h2 className="list-label" id="voices">
        From the conversations
      </h2>
      <ul className="voices-list" role="list">
        {replies.map((reply) => (
          <li key={reply.id} {...foldedBy(choosableOf(reply.post.contentNotes))}>
            <Beforehand reply={reply} />
            <blockquote className="voice-text noted-text" cite={`/c/${reply.id}`}>
              {reply.text}
            </blockquote>
            <p className="voice-source">
              {reply.by.name} on <a href={`/c/${reply.id}`}>{reply.post.title}</a>
            </p>
          </li>
        ))}
      </ul>
    </aside>
  )
}

/** What is said below a text is about what the text is about. */
function Beforehand({ reply: { by, post } }: { reply: QuotedReply }) {
  return (
    <>
      <NotesLine notes={post.contentNotes} />
      <Unfold topics={choosableOf(post.contentNotes)} title={`what ${by.name} said on ${post.title}`} />
    </>
  )
}

type Props = {
  replies: QuotedReply[]
  /** In the margin beside essays, or on their own in the text's column. */
  place: 'margin' | 'text'
}

/** One person's replies, each with the essay that it stands under. */
export function RecentReplies({ replies, place }: Props) {
  return (
    <section className={place === 'margin' ? 'voices' : 'column'} aria-labelledby="replies">
      <h2 className="list-label" id="replies">
        Recent replies
      </h2>
      <ul className="voices-list" role="list">
        {replies.map((reply) => (
          <li key={reply.id} {...foldedBy(choosableOf(reply.post.contentNotes))}>
            <Beforehand reply={reply} />
            <p className={`noted-text ${place === 'margin' ? 'voice-words' : 'comment-text'}`}>{reply.text}</p>
            <p className="voice-source">
              On{' '}
              <a href={`/c/${reply.id}`}>
                {reply.post.title}, <Moment at={reply.at} />
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
