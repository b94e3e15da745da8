import type { FeaturedReply } from '#lib/comments/read-featured.ts'

/** What the author points to in the conversation below: the first lines of each, which lead to its place. */
export function FeaturedReplies({ replies }: { replies: FeaturedReply[] }) {
  if (replies.length === 0) return null
  return (
    <section className="featured" aria-labelledby="featured">
      <h3 className="list-label" id="featured">
        The author points to
      </h3>
      <ul className="voices-list" role="list">
        {replies.map(({ id, name, text }) => (
          <li key={id}>
            <blockquote className="voice-text" cite={`/c/${id}`}>
              {text}
            </blockquote>
            <p className="voice-source">
              <a href={`/c/${id}`}>{name}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
