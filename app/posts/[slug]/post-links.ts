import { pageNumber, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import { threadOrders } from '#lib/comments/thread-part.ts'
import type { Post } from '#lib/posts/read-post.ts'

/** The conversation from its beginning, in reading order. */
export const wholeThread = { order: 'thread', page: 1, branch: '', after: '' } as const

/** The part of a conversation that an address names. Null where the number of a page is none; an order that nobody knows is the usual one. */
export function linksOf(slug: string, query: SearchParams): ThreadLinks | null {
  const page = query.page === undefined ? 1 : pageNumber(query.page)
  const order = threadOrders.find((known) => known === single(query.order)) ?? 'thread'
  return page ? { slug, order, page, branch: single(query.branch) ?? '', after: single(query.after) ?? '' } : null
}

/** The essay stands above the beginning of its conversation; what comes later only names it. */
export function holdsEssay({ order, page, branch, after }: ThreadLinks): boolean {
  return order === 'thread' && page === 1 && branch === '' && after === ''
}

/** There is no feed of what nobody can answer, nor of what is said under an unlisted essay. */
export function isFollowable({ kind, listed, commentsOpen, commentCount }: Post): boolean {
  return (listed || kind === 'page') && (commentsOpen || commentCount > 0)
}
