import { pagesOf } from '#lib/comments/thread-part.ts'
import type { Post } from '#lib/posts/read-post.ts'

/** What has to be known of an essay to read what is said under it. */
export type LikelyPost = Pick<Post, 'id' | 'kind' | 'listed' | 'commentCount' | 'topLevelCount'>

const remembered = new Map<string, LikelyPost>()

/** Where there are more, all are forgotten: each is read again with its next page. */
const most = 1_000

/**
 * What stood at an address when it was last read, so that what is said under it can be asked for together with it. Only a guess: nothing of it is shown
 * before the essay has been read and {@link isStillSo}. Null where nothing is known.
 */
export function likelyPost(slug: string): LikelyPost | null {
  return remembered.get(slug) ?? null
}

export function rememberPost({ id, slug, kind, listed, commentCount, topLevelCount }: Post) {
  if (remembered.size >= most && !remembered.has(slug)) remembered.clear()
  remembered.set(slug, { id, kind, listed, commentCount, topLevelCount })
}

/** Whether what was asked for by a guess is what is asked of the essay itself. How much is said under it may be another by now, as long as it has as many pages. */
export function isStillSo(likely: LikelyPost, post: LikelyPost): boolean {
  return likely.id === post.id && likely.kind === post.kind && likely.listed === post.listed && pagesOf(likely) === pagesOf(post)
}
