import { AboutAuthor } from '#components/people/about-author.tsx'
import { NotesLine } from '#components/posts/content-notes.tsx'
import { SeriesNeighbours } from '#components/posts/series-lines.tsx'
import { UpdateNotes } from '#components/posts/update-notes.tsx'
import { FactsBoxes } from '#components/works/facts-box.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'
import type { RelatedPost } from '#lib/posts/read-related.ts'

/** What stands after the text: changes, what it is about, tags, who wrote it, what to read next. */
export function EssayFoot({ post, related }: { post: Post; related: RelatedPost[] }) {
  const { updateNotes, works, tags, series } = post
  const authors = post.kind === 'essay' ? post.authors.filter((author) => author.biographyHtml || author.pronouns) : []
  if (updateNotes.length + works.length + tags.length + authors.length + related.length === 0 && !series) return null
  return (
    <footer className="essay-foot">
      <UpdateNotes notes={updateNotes} place="foot" />
      <FactsBoxes works={works} />
      {series && <SeriesNeighbours series={series} />}
      {authors.map((author) => (
        <AboutAuthor key={author.id} author={author} />
      ))}
      {tags.length > 0 && <Tags tags={tags} />}
      {related.length > 0 && <Related posts={related} />}
    </footer>
  )
}

function Tags({ tags }: { tags: Post['tags'] }) {
  return (
    <p className="foot-tags">
      <span className="foot-label">Filed under </span>
      {tags.map((tag, index) => (
        <span key={tag.slug}>
          {index > 0 && ', '}
          <a className="p-category" rel="tag" href={`/tags/${encodeURIComponent(tag.slug)}`}>
            {tag.name}
          </a>
        </span>
      ))}
    </p>
  )
}

function Related({ posts }: { posts: RelatedPost[] }) {
  return (
    <nav aria-labelledby="related">
      <h2 className="foot-label" id="related">
        Further reading
      </h2>
      <ul className="plain-lines related-lines" role="list">
        {posts.map((post) => (
          <li key={post.slug}>
            <a href={postPath(post.slug)}>{post.title}</a>
            {post.author && <p className="foot-label">{post.author}</p>}
            <NotesLine notes={post.contentNotes} />
          </li>
        ))}
      </ul>
    </nav>
  )
}
