import type { KnownEssay } from '#lib/posts/known-text.ts'
import { postPath } from '#lib/posts/post-path.ts'

/** What an essay is called, and the way there while everybody can read it. */
export function EssayTitle({ slug, title }: KnownEssay) {
  return slug === null ? <>{title}</> : <a href={postPath(slug)}>{title}</a>
}
