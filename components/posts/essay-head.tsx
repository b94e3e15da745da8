import { AuthorNames } from '#components/posts/author-names.tsx'
import { LeftAuthor } from '#components/posts/left-author.tsx'
import { sayReadingTime, sayReplies } from '#components/posts/say-count.ts'
import { SeriesLine } from '#components/posts/series-lines.tsx'
import { UpdateLine } from '#components/posts/update-notes.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { ContentNote } from '#lib/posts/content-notes.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'

/** Title, standfirst, who and when in one quiet line, and what a reader may want to know before the text. */
export function EssayHead({ post }: { post: Post }) {
  return (
    <header className="essay-head">
      {post.series && <SeriesLine series={post.series} />}
      <h1 className="essay-title p-name">{post.title}</h1>
      {post.standfirst && <p className="standfirst p-summary">{post.standfirst}</p>}
      {post.kind === 'essay' && (
        <p className="byline">
          <span>{post.authors.length > 0 ? <AuthorNames authors={post.authors} className="p-author h-card" /> : <LeftAuthor />}</span>
          <span>
            <a className="u-url" href={postPath(post.slug)}>
              <Moment className="dt-published" at={post.publishedAt} />
            </a>
          </span>
          <span>{sayReadingTime(post.readingMinutes)}</span>
          {post.commentCount > 0 && (
            <span>
              <a href="#conversation">{sayReplies(post.commentCount)}</a>
            </span>
          )}
          <UpdateLine notes={post.updateNotes} />
        </p>
      )}
      {post.kind === 'page' && <data className="u-url" value={postPath(post.slug)} />}
      <data className="dt-updated" value={post.updatedAt.toISOString()} />
      <ContentNotes notes={post.contentNotes} />
    </header>
  )
}

function ContentNotes({ notes }: { notes: ContentNote[] }) {
  if (notes.length === 0) return null
  return (
    <dl className="essay-notes">
      <dt>Before you read: </dt>
      <dd>{notes.map((note) => `${note.topic} (${note.degree})`).join(', ')}.</dd>
    </dl>
  )
}
