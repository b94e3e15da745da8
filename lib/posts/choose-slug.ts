import { slug as slugOf } from 'github-slugger'
import type { Transaction } from '#lib/database.ts'

/** Longer ones make addresses that break in mail. */
const slugLength = 80

/**
 * The slug a title suggests: lower case, hyphens, Latin letters without their marks; letters of other scripts stay as they are, since
 * an address may hold them. A title without any letter or digit gives `essay`.
 */
export function suggestSlug(title: string): string {
  const plain = title.normalize('NFKD').replace(/(?<=\p{Script=Latin})\p{M}+/gu, '').normalize('NFC')
  const words = slugOf(plain).replace(/[^\p{L}\p{N}\p{M}-]+/gu, '').replace(/-+/g, '-').replace(/^-|-$/g, '')
  if (!/[\p{L}\p{N}]/u.test(words)) return 'essay'
  return [...words].length <= slugLength ? words : [...words].slice(0, slugLength).join('').replace(/-[^-]*$/, '')
}

/** The wanted slug, or the first free one of its kind: `title-2`, `title-3`. An address that a post once had is never free. */
export async function chooseSlug(tx: Transaction, wanted: string): Promise<string> {
  for (let count = 1; ; count++) {
    const slug = count === 1 ? wanted : `${wanted}-${count}`
    if (await isFree(tx, slug)) return slug
  }
}

/** Whether no post has or had this slug. */
export async function isFree(tx: Transaction, slug: string): Promise<boolean> {
  const [post, redirect] = [
    await tx.post.findUnique({ where: { slug }, select: { id: true } }),
    await tx.redirect.findUnique({ where: { fromPath: `/posts/${slug}` }, select: { postId: true } }),
  ]
  return !post && !redirect
}
