import { AuthorNames } from '#components/posts/author-names.tsx'
import { NotesLine } from '#components/posts/content-notes.tsx'
import { LeftAuthor } from '#components/posts/left-author.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'

/** What is talked about, above the later pages of its conversation: the essay itself is one link away. */
export function EssayReminder({ post }: { post: Post }) {
  return (
    <header className="column" lang={post.lang}>
      <p className="foot-label">The conversation under</p>
      <h1 className="page-title">
        <a className="p-name u-url" href={postPath(post.slug)}>{post.title}</a>
      </h1>
      <NotesLine notes={post.contentNotes} />
      {post.kind === 'essay' && <p className="reminder-by">by {post.authors.length > 0 ? <AuthorNames authors={post.authors} className="p-author h-card" /> : <LeftAuthor />}</p>}
    </header>
  )
}
