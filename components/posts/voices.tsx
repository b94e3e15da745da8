import { Moment } from '#components/ui/moment.tsx'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'

/** What readers said lately, quoted in the margin. */
export function Voices({ replies }: { replies: QuotedReply[] }) {
  return (
    <aside className="voices" aria-labelledby="voices">
      <h2 className="voices-title" id="voices">
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

/** One person's replies, each with the essay that it stands under. */
export function RecentReplies({ replies }: { replies: QuotedReply[] }) {
  return (
    <ul className="voices-list" role="list">
      {replies.map((reply) => (
        <li key={reply.id}>
          <p className="comment-text">{reply.text}</p>
          <p className="voice-source">
            <a href={`/c/${reply.id}`}>
              <Moment at={reply.at} />
            </a>
            , under <a href={`/posts/${reply.post.slug}`}>{reply.post.title}</a>
          </p>
        </li>
      ))}
    </ul>
  )
}
