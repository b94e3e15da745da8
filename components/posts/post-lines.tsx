import { PostFacts } from '#components/posts/post-facts.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

type Props = {
  posts: PostLine[]
  level?: 2 | 3
  /** The handle of whose page this is: their own name need not stand on every line. */
  of?: string
  /** They are read in this order, and each says its place. */
  inOrder?: true
}

/** Essays as lines of a table of contents; past its end, a sentence that says so. */
export function PostLines({ posts, level = 2, of, inOrder }: Props) {
  const Title = `h${level}` as const
  if (posts.length === 0) return <p className="empty">There is nothing older here.</p>
  return (
    <ol className="journal-lines" role="list">
      {posts.map((post, index) => (
        <li key={post.id} className="h-entry" lang={post.lang}>
          <Title className="line-title">
            <a className="p-name u-url" href={postPath(post.slug)}>{post.title}</a>
          </Title>
          <PostFacts post={post} of={of} part={inOrder && index + 1} />
        </li>
      ))}
    </ol>
  )
}
