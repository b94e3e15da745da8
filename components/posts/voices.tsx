import { Moment } from '#components/ui/moment.tsx'
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
          <li key={reply.id}>
            <blockquote className="voice-text" cite={`/c/${reply.id}`}>
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
          <li key={reply.id}>
            <p className={place === 'margin' ? 'voice-words' : 'comment-text'}>{reply.text}</p>
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
