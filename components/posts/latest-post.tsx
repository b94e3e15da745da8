import { PostFacts } from '#components/posts/post-facts.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

/** The newest essay, with its standfirst, above the rest of the contents. */
export function LatestPost({ post }: { post: PostLine }) {
  return (
    <article className="journal-latest h-entry" lang={post.lang}>
      <h2 className="latest-title">
        <a className="p-name u-url" href={postPath(post.slug)}>{post.title}</a>
      </h2>
      {post.standfirst && <p className="standfirst p-summary">{post.standfirst}</p>}
      <div className="latest-facts">
        <PostFacts post={post} />
      </div>
    </article>
  )
}
