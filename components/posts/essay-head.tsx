import { AuthorNames } from '#components/posts/author-names.tsx'
import { NotesHead } from '#components/posts/content-notes.tsx'
import { LeftAuthor } from '#components/posts/left-author.tsx'
import { sayReadingTime, sayReplies } from '#components/posts/say-count.ts'
import { SeriesLine } from '#components/posts/series-lines.tsx'
import { UpdateLine } from '#components/posts/update-notes.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'

type Props = {
  post: Post
  /** Where whoever may write in it does so; null for everybody else. */
  desk: string | null
  /** Where moderators judge what a reader sent; null for everybody else, and for other essays. */
  judged: string | null
}

/** Title, what a reader may want to know before any of the text, standfirst, who and when in one quiet line. */
export function EssayHead({ post, desk, judged }: Props) {
  return (
    <header className="essay-head">
      {post.series && <SeriesLine series={post.series} />}
      <h1 className="essay-title p-name">{post.title}</h1>
      <NotesHead notes={post.contentNotes} />
      {post.standfirst && <p className="standfirst p-summary noted-text">{post.standfirst}</p>}
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
          {post.hasHistory && (
            <span>
              <a href={`${postPath(post.slug)}/history`}>earlier texts</a>
            </span>
          )}
          {desk && <Edit desk={desk} />}
          {judged && (
            <span className="essay-edit">
              <a href={judged}>A guest essay, on the desk</a>
            </span>
          )}
        </p>
      )}
      {post.kind === 'page' && desk && (
        <p className="byline">
          <Edit desk={desk} />
        </p>
      )}
      {post.kind === 'page' && <data className="u-url" value={postPath(post.slug)} />}
      <data className="dt-updated" value={post.updatedAt.toISOString()} />
    </header>
  )
}

function Edit({ desk }: { desk: string }) {
  return (
    <span className="essay-edit">
      <a href={desk}>Edit</a>
    </span>
  )
}
