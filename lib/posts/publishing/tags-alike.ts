import type { NamedTag } from '#lib/posts/publishing/split-tags.ts'

/** A tag that is new, and one that is there and may be the one that was meant. */
export type AlikeTag = { name: string; like: string }

/** New tags that are much like one that is there, each with the first that is most like it. */
export function findAlike(unknown: NamedTag[], known: NamedTag[]): AlikeTag[] {
  return unknown.flatMap(({ slug, name }) => {
    const [nearest] = known.map((tag) => ({ tag, steps: stepsBetween(plain(slug), plain(tag.slug)) })).filter(({ tag, steps }) => steps <= mostSteps(slug, tag.slug)).toSorted((a, b) => a.steps - b.steps)
    return nearest ? [{ name, like: nearest.tag.name }] : []
  })
}

/** Without what only separates words: `science-fiction` and `sciencefiction` are one. */
function plain(slug: string): string {
  return slug.replaceAll('-', '')
}

/** How many letters may be other ones: none in a short word, where that makes another word. A letter more at the end, as of a plural, from four on. */
function mostSteps(one: string, other: string): number {
  const [short, long] = [plain(one), plain(other)].toSorted((a, b) => a.length - b.length)
  if (!short || !long || short.length < 4) return 0
  if (long.length - short.length <= 2 && long.startsWith(short) && /^(s|es|n|en|e)$/.test(long.slice(short.length))) return 2
  return short.length < 6 ? 0 : short.length < 10 ? 1 : 2
}

/** Letters to put in, take out or change to make one word of another; 3 for whatever is more than 2. */
function stepsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, against] of [...other].entries()) next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === against ? 0 : 1)))
    row = next
  }
  return Math.min(row.at(-1) ?? 0, 3)
}
