import { NotesLine } from '#components/posts/content-notes.tsx'
import { PostFacts } from '#components/posts/post-facts.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'

type Props = {
  posts: (PostLine & { part?: number })[]
  level?: 2 | 3
  /** The handle of whose page this is: their own name need not stand on every line. */
  of?: string
  /** Essays that the reader wants in no list: where all are, nothing is missing. */
  leftOut?: number
}

/** Essays as lines of a table of contents; past its end, a sentence that says so. */
export function PostLines({ posts, level = 2, of, leftOut = 0 }: Props) {
  const Title = `h${level}` as const
  if (posts.length === 0 && leftOut > 0) return null
  if (posts.length === 0) return <p className="empty">There is nothing older here.</p>
  return (
    <ol className="journal-lines" role="list">
      {posts.map((post) => (
        <li key={post.id} className="h-entry" lang={post.lang}>
          <Title className="line-title">
            <a className="p-name u-url" href={postPath(post.slug)}>{post.title}</a>
          </Title>
          <NotesLine notes={post.contentNotes} summary />
          <PostFacts post={post} of={of} part={post.part} />
        </li>
      ))}
    </ol>
  )
}
