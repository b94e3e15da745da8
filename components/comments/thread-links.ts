import { postPath } from '#lib/posts/post-path.ts'

/** The addresses within one page of a thread; `after` is where a part of the page begins, empty at its beginning. */
export type ThreadLinks = { slug: string; page: number; after: string }

/** A page of the thread; the first one is the essay's own address. */
export function pageLink({ slug }: { slug: string }, page: number): string {
  return partLink({ slug, page, after: '' })
}

/** One part of a page, which begins after a comment. */
export function partLink({ slug, page, after }: ThreadLinks): string {
  const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), ...(after && { after }) }).toString()
  return query ? `${postPath(slug)}?${query}` : postPath(slug)
}

/** The same page with a form under the comment that is answered. */
export function replyLink({ slug, page, after }: ThreadLinks, commentId: string): string {
  const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), ...(after && { after }), reply: commentId })
  return `${postPath(slug)}?${query}#reply`
}

/** Signing in, and back to where one was about to write. */
export function signInLink(then: string): string {
  return `/sign-in?then=${encodeURIComponent(then)}`
}
