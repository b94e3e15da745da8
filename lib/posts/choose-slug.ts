import type { Transaction } from '#lib/database.ts'
import { slugFrom } from '#lib/slug-from.ts'

/** The slug a title suggests. A title without any letter or digit gives `essay`. */
export function suggestSlug(title: string): string {
  return slugFrom(title, 'essay')
}

/** The wanted slug, or the first free one of its kind: `title-2`, `title-3`. An address that a post once had is never free. */
export async function chooseSlug(tx: Transaction, wanted: string): Promise<string> {
  for (let count = 1; ; count++) {
    const slug = count === 1 ? wanted : `${wanted}-${count}`
    if (await isFree(tx, slug)) return slug
  }
}

/**
 * Whether no post has or had this slug, other than the one that asks. Until the transaction ends nobody else is told that it is free: of two
 * who want it at once the later one sees that it is taken.
 */
export async function isFree(tx: Transaction, slug: string, postId?: string): Promise<boolean> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`afterword.slug.${slug}`}, 0))::text`
  const [post, redirect] = [
    await tx.post.findUnique({ where: { slug }, select: { id: true } }),
    await tx.redirect.findUnique({ where: { fromPath: `/posts/${slug}` }, select: { postId: true } }),
  ]
  return (!post || post.id === postId) && (!redirect || redirect.postId === postId)
}
