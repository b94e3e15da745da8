import { suggestSlug } from '#lib/posts/choose-slug.ts'

export type NamedTag = { slug: string; name: string }

/** More than these say nothing about an essay. */
export const mostTags = 20

/** Characters of one. */
export const longestTag = 60

/** Characters of all of them as they are typed, with what stands between them. */
export const longestTags = 4_000

/** Tags as they are typed, with commas between them: each once, by the address that its name gives. */
export function splitTags(typed: string): NamedTag[] {
  const names = typed.split(/[,;\n]/).map((name) => name.replace(/\s+/g, ' ').trim().replace(/^#/, '')).filter((name) => /[\p{L}\p{N}]/u.test(name))
  const tags = new Map<string, string>()
  for (const name of names) if (!tags.has(suggestSlug(name))) tags.set(suggestSlug(name), name)
  return [...tags].map(([slug, name]) => ({ slug, name }))
}
