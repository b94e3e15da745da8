import { pageLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'

type Props = { page: number; pages: number; links: ThreadLinks }

/** From one page of a long conversation to the next. */
export function ThreadPages({ page, pages, links }: Props) {
  if (pages < 2) return null
  return (
    <nav className="thread-pages" aria-label="Pages of the conversation">
      {page > 1 ? (
        <a rel="prev" href={`${pageLink(links, page - 1)}#conversation`}>
          Earlier replies
        </a>
      ) : (
        <span />
      )}
      <span>
        {page} of {pages}
      </span>
      {page < pages ? (
        <a rel="next" href={`${pageLink(links, page + 1)}#conversation`}>
          Later replies
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
