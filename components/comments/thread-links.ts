import type { ThreadAsk, ThreadOrder } from '#lib/comments/thread-part.ts'
import { postPath } from '#lib/posts/post-path.ts'

/** What the addresses within one view of a thread say: whose thread, and which stretch of it. */
export type ThreadLinks = { slug: string } & ThreadAsk

/** The thread from its beginning, in reading order. */
const beginning = { order: 'thread', page: 1, branch: '', after: '' } as const

/** A page of the thread; the first one is the essay's own address. */
export function pageLink({ slug }: { slug: string }, page: number): string {
  return partLink({ slug, ...beginning, page })
}

/** The whole thread in another order. */
export function orderLink({ slug }: Pick<ThreadLinks, 'slug'>, order: ThreadOrder): string {
  return partLink({ slug, ...beginning, order })
}

/** One comment with all that hangs on it. */
export function branchLink({ slug }: { slug: string }, branch: string): string {
  return partLink({ slug, ...beginning, branch })
}

/** One part of a page, a branch or an order, which begins after a comment. */
export function partLink(links: ThreadLinks): string {
  const query = queryOf(links).toString()
  return query ? `${postPath(links.slug)}?${query}` : postPath(links.slug)
}

function queryOf({ order, page, branch, after }: ThreadLinks, form: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ ...(order !== 'thread' && { order }), ...(page > 1 && { page: String(page) }), ...(branch && { branch }), ...(after && { after }), ...form })
}

/** The same page with a form under the comment that is answered. */
export function replyLink(links: ThreadLinks, commentId: string): string {
  return formLink(links, 'reply', commentId)
}

/** The same page with a form in the place of an own comment, to change it. */
export function editLink(links: ThreadLinks, commentId: string): string {
  return formLink(links, 'edit', commentId)
}

/** The same page with a form under a comment that a moderator is about to hide or to bring back. */
export function moderateLink(links: ThreadLinks, commentId: string): string {
  return formLink(links, 'moderate', commentId)
}

/** The same page, saying where a text of the viewer stood that was taken back. */
export function takenLink(links: ThreadLinks, commentId: string): string {
  return `${postPath(links.slug)}?${queryOf(links, { taken: commentId })}#taken-back`
}

function formLink(links: ThreadLinks, form: 'reply' | 'edit' | 'moderate', commentId: string): string {
  return `${postPath(links.slug)}?${queryOf(links, { [form]: commentId })}#${form}`
}

/** Signing in, and back to where one was about to write. */
export function signInLink(then: string): string {
  return `/sign-in?then=${encodeURIComponent(then)}`
}
