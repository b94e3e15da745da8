import { partLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import type { ThreadPage } from '#lib/comments/read-thread.ts'
import type { ThreadOrder } from '#lib/comments/thread-part.ts'

type Props = { thread: Pick<ThreadPage, 'previous' | 'next' | 'order'>; links: ThreadLinks }

const words: Record<ThreadOrder, { back: string; on: string }> = {
  thread: { back: 'Back to what comes before', on: 'More of this conversation' },
  newest: { back: 'Newer replies', on: 'Older replies' },
  oldest: { back: 'Older replies', on: 'Newer replies' },
}

/** Back, on a page that is too long to be shown at once. */
export function EarlierPart({ thread: { previous, order }, links }: Props) {
  if (previous === null) return null
  return (
    <p className="thread-part">
      <a rel="prev" href={`${partLink({ ...links, after: previous })}#conversation`}>{words[order].back}</a>
    </p>
  )
}

/** On, on a page that is too long to be shown at once. */
export function LaterPart({ thread: { next, order }, links }: Props) {
  if (next === null) return null
  return (
    <p className="thread-part">
      <a rel="next" href={`${partLink({ ...links, after: next })}#conversation`}>{words[order].on}</a>
    </p>
  )
}
