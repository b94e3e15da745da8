import { postPath } from '#lib/posts/post-path.ts'

/** The addresses within one page of a thread. */
export type ThreadLinks = { slug: string; page: number }

/** A page of the thread; the first one is the essay's own address. */
export function pageLink({ slug }: ThreadLinks, page: number): string {
  return page === 1 ? postPath(slug) : `${postPath(slug)}?page=${page}`
}

/** The same page with a form under the comment that is answered. */
export function replyLink({ slug, page }: ThreadLinks, commentId: string): string {
  const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), reply: commentId })
  return `${postPath(slug)}?${query}#reply`
}

/** Signing in, and back to where one was about to write. */
export function signInLink(then: string): string {
  return `/sign-in?then=${encodeURIComponent(then)}`
}
