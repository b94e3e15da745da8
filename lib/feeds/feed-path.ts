import { postPath } from '#lib/posts/post-path.ts'

/** The address of the feed of what is said under an essay. */
export function conversationFeed(slug: string): string {
  return `${postPath(slug)}/comments/feed.xml`
}
