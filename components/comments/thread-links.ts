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

function formLink({ slug, page, after }: ThreadLinks, form: 'reply' | 'edit' | 'moderate', commentId: string): string {
  const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), ...(after && { after }), [form]: commentId })
  return `${postPath(slug)}?${query}#${form}`
}

/** Signing in, and back to where one was about to write. */
export function signInLink(then: string): string {
  return `/sign-in?then=${encodeURIComponent(then)}`
}
