import { AuthorNames } from '#components/posts/author-names.tsx'
import { LeftAuthor } from '#components/posts/left-author.tsx'
import { sayReadingTime, sayReplies } from '#components/posts/say-count.ts'
import { Moment } from '#components/ui/moment.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

type Props = {
  post: PostLine
  /** The handle of whose page this is. */
  of?: string
  /** Its place in the series that the list is. */
  part?: number
}

/** Who, when, how long, how many replies: one quiet line under a title in a list, its end set like a page number. */
export function PostFacts({ post, of, part }: Props) {
  const authors = post.authors.filter((author) => author.handle !== of)
  return (
    <p className="line-facts">
      {part && <span>Part {part}</span>}
      {authors.length > 0 && (
        <span>
          {of && 'with '}
          <AuthorNames authors={authors} className="p-author h-card" />
        </span>
      )}
      {post.authors.length === 0 && (
        <span>
          <LeftAuthor />
        </span>
      )}
      <span>
        <Moment className="dt-published" at={post.publishedAt} />
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
