import { FollowContents } from '#components/posts/follow-contents.tsx'
import type { Heading } from '#lib/posts/read-headings.ts'

/** Contents say something from three headings on. */
const least = 3

/**
 * The headings of an essay: in the margin where there is one, folded above the text where there is not. Both are written; the
 * style sheet shows one.
 */
export function Contents({ headings }: { headings: Heading[] }) {
  const shown = headings.filter((heading) => heading.level <= 3)
  if (shown.length < least) return null
  return (
    <>
      <div className="margin-contents">
        <nav className="contents-follow" aria-label="Contents">
          <p className="margin-label">Contents</p>
          <ContentsList headings={shown} />
        </nav>
      </div>
      <details className="contents-folded">
        <summary>Contents</summary>
        <ContentsList headings={shown} />
      </details>
      <FollowContents />
    </>
  )
}

function ContentsList({ headings }: { headings: Heading[] }) {
  return (
    <ol className="contents-list" role="list">
      {headings.map((heading) => (
        <li key={heading.id} className={`level-${heading.level}`}>
          <a href={`#${heading.id}`}>{heading.text}</a>
        </li>
      ))}
    </ol>
  )
}
