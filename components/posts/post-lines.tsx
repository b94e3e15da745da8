import { PostFacts } from '#components/posts/post-facts.tsx'
import type { PostLine } from '#lib/posts/read-post-list.ts'

/** Essays as lines of a table of contents. */
export function PostLines({ posts, level = 2 }: { posts: PostLine[]; level?: 2 | 3 }) {
  const Title = `h${level}` as const
  return (
    <ol className="journal-lines" role="list">
      {posts.map((post) => (
        <li key={post.id} lang={post.lang}>
          <Title className="line-title">
            <a href={`/posts/${post.slug}`}>{post.title}</a>
          </Title>
          <PostFacts post={post} />
        </li>
      ))}
    </ol>
  )
}
