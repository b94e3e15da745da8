import { AuthorNames } from '#components/posts/author-names.tsx'
import { sayReadingTime, sayReplies } from '#components/posts/say-count.ts'
import { Moment } from '#components/ui/moment.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

/** Who, when, how long, how many replies: one quiet line under a title in a list, its end set like a page number. */
export function PostFacts({ post, of }: { post: PostLine; of?: string }) {
  const authors = post.authors.filter((author) => author.handle !== of)
  return (
    <p className="line-facts">
      {authors.length > 0 && (
        <span>
          {of && 'with '}
          <AuthorNames authors={authors} />
        </span>
      )}
      <span>
        <Moment at={post.publishedAt} />
      </span>
      <span>{sayReadingTime(post.readingMinutes)}</span>
      {post.commentCount > 0 && (
        <span className="line-replies">
          <a href={`${postPath(post.slug)}#conversation`}>{sayReplies(post.commentCount)}</a>
        </span>
      )}
    </p>
  )
}
