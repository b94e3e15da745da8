import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { PostAuthor } from '#lib/posts/read-post.ts'

/** Who wrote it, with pronouns and a few lines of their own. */
export function AboutAuthor({ author }: { author: PostAuthor }) {
  return (
    <section className="about-author" aria-label={`About ${author.name}`}>
      <h2>
        <a href={`/people/${author.handle}`}>{author.name}</a>
        {author.pronouns && <span className="pronouns"> ({author.pronouns})</span>}
      </h2>
      {author.biographyHtml && <StoredHtml html={author.biographyHtml} />}
    </section>
  )
}
