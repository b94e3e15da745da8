import { pageLink, partLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import type { ThreadPage } from '#lib/comments/read-thread.ts'

type Props = { thread: Pick<ThreadPage, 'previous' | 'next'>; links: ThreadLinks }

/** Back, on a page that is too long to be shown at once. */
export function EarlierPart({ thread: { previous }, links }: Props) {
  if (previous === null) return null
  const address = previous === '' ? pageLink(links, links.page) : partLink({ ...links, after: previous })
  return (
    <p>
      <a href={`${address}#conversation`}>Back to what comes before</a>
    </p>
  )
}

/** On, on a page that is too long to be shown at once. */
export function LaterPart({ thread: { next }, links }: Props) {
  if (next === null) return null
  return (
    <p>
      <a href={`${partLink({ ...links, after: next })}#conversation`}>More of this conversation</a>
    </p>
  )
}
