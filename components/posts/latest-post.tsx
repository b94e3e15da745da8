import { foldedBy, NotesLine, Unfold } from '#components/posts/content-notes.tsx'
import { PostFacts } from '#components/posts/post-facts.tsx'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

/** The newest essay, with its standfirst, above the rest of the contents. */
export function LatestPost({ post }: { post: PostLine }) {
  const topics = choosableOf(post.contentNotes)
  return (
    <article className="journal-latest h-entry" lang={post.lang} {...foldedBy(topics)}>
      <h2 className="latest-title">
        <a className="p-name u-url" href={postPath(post.slug)}>{post.title}</a>
      </h2>
      <NotesLine notes={post.contentNotes} summary />
      {post.standfirst && (
        <>
          <Unfold topics={topics} title={post.title} />
          <p className="standfirst p-summary noted-text">{post.standfirst}</p>
        </>
      )}
      <div className="latest-facts">
        <PostFacts post={post} />
      </div>
    </article>
  )
}
