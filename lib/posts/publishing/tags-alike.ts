import type { NamedTag } from '#lib/posts/publishing/split-tags.ts'

/** A tag that is new, and one that is there and may be the one that was meant. */
export type AlikeTag = { name: string; like: string }

/** New tags that are much like one that is there, each with the first that is most like it. */
export function findAlike(unknown: NamedTag[], known: NamedTag[]): AlikeTag[] {
  const there = known.map(({ slug, name }) => ({ name, word: plain(slug) }))
  return unknown.flatMap(({ slug, name }) => {
    const word = plain(slug)
    const [nearest] = there.map((tag) => ({ tag, steps: stepsBetween(word, tag.word) })).filter(({ tag, steps }) => steps <= mostSteps(word, tag.word)).toSorted((a, b) => a.steps - b.steps)
    return nearest ? [{ name, like: nearest.tag.name }] : []
  })
}

/** Without what only separates words: `science-fiction` and `sciencefiction` are one. */
function plain(slug: string): string {
  return slug.replaceAll('-', '')
}

/** How many letters may be other ones: none in a short word, where that makes another word. A letter more at the end, as of a plural, from four on. */
function mostSteps(one: string, other: string): number {
  const [short, long] = [one, other].toSorted((a, b) => a.length - b.length)
  if (!short || !long || short.length < 4) return 0
  if (long.length - short.length <= 2 && long.startsWith(short) && /^(s|es|n|en|e)$/.test(long.slice(short.length))) return 2
  return short.length < 6 ? 0 : short.length < 10 ? 1 : 2
}

/** Letters to put in, take out or change to make one word of another; 3 for whatever is more than 2. */
function stepsBetween(one: string, other: string): number {
  return [0, 1, 2].find((steps) => isWithin(steps, one, other)) ?? 3
}

/** What is the same is passed over; each step that is left tries the three ways of going on. No table of letters: a site may have thousands of tags. */
function isWithin(steps: number, one: string, other: string, from = 0, to = 0): boolean {
  let [i, j] = [from, to]
  while (i < one.length && one[i] === other[j]) [i, j] = [i + 1, j + 1]
  if (i === one.length || j === other.length) return one.length - i + other.length - j <= steps
  return steps > 0 && (isWithin(steps - 1, one, other, i + 1, j + 1) || isWithin(steps - 1, one, other, i + 1, j) || isWithin(steps - 1, one, other, i, j + 1))
}
