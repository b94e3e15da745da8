import { orderLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import { threadOrders } from '#lib/comments/thread-part.ts'
import type { ThreadOrder } from '#lib/comments/thread-part.ts'

const names: Record<ThreadOrder, string> = { thread: 'In reading order', newest: 'Newest first', oldest: 'By time' }

/** The same conversation in another order. */
export function ThreadOrders({ links }: { links: ThreadLinks }) {
  return (
    <nav className="thread-orders" aria-label="Order of the conversation">
      {threadOrders.map((order) =>
        order === links.order ? (
          <span key={order} aria-current="true">
            {names[order]}
          </span>
        ) : (
          <a key={order} href={`${orderLink(links, order)}#conversation`} rel="nofollow">
            {names[order]}
          </a>
        ),
      )}
    </nav>
  )
}
