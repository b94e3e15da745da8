import { publicReader } from '#lib/database.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readPostList } from '#lib/posts/read-post-list.ts'
import type { PostList } from '#lib/posts/read-post-list.ts'

export type TagPage = {
  slug: string
  name: string
  description: string
  /** The wider tag that this one stands in. */
  parent: { slug: string; name: string } | null
  essays: PostList
}

/** A tag with its essays. Null when no listed essay carries it, or `before` names no essay. */
export async function readTag(slug: string, before: string | undefined, leaveOut: readonly Choosable[] = []): Promise<TagPage | null> {
  const tag = await publicReader().publishedTag.findUnique({ where: { slug } })
  if (!tag) return null
  const essays = await readPostList({ tags: { some: { tagId: tag.id } } }, before, leaveOut)
  if (!essays) return null
  const parent = tag.parentSlug && tag.parentName ? { slug: tag.parentSlug, name: tag.parentName } : null
  return { slug: tag.slug, name: tag.name, description: tag.description, parent, essays }
}
