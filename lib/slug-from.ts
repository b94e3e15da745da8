import { slug as slugOf } from 'github-slugger'

/** Longer ones make addresses that break in mail. */
const slugLength = 80

/** Signs, letters that are drawn as nothing, and marks without a letter below them. */
const unseen = /[^\p{L}\p{N}\p{M}-]+|\p{Default_Ignorable_Code_Point}+|(?<![\p{L}\p{N}\p{M}])\p{M}+/gu

/**
 * The address that words suggest: lower case, hyphens, Latin letters without their marks; letters of other scripts stay as they are,
 * since an address may hold them.
 * @param otherwise what words without any letter or digit give
 */
export function slugFrom(words: string, otherwise: string): string {
  const plain = words.normalize('NFKD').replace(/(?<=\p{Script=Latin})\p{M}+/gu, '').normalize('NFC')
  const slug = slugOf(plain).replace(unseen, '').replace(/-+/g, '-').replace(/^-|-$/g, '')
  if (!/[\p{L}\p{N}]/u.test(slug)) return otherwise
  return [...slug].length <= slugLength ? slug : [...slug].slice(0, slugLength).join('').replace(/-[^-]*$/, '')
}
