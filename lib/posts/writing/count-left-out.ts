/** The words of one saving. */
export type Words = { title: string; standfirst: string; source: string }

/**
 * How many characters of a saving the next one does not hold any more, at most: what lies between where the two begin to differ
 * and where they are the same again.
 */
export function countLeftOut(before: Words, after: Words): number {
  return leftOut(before.title, after.title) + leftOut(before.standfirst, after.standfirst) + leftOut(before.source, after.source)
}

function leftOut(before: string, after: string): number {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return before.length - start - end
}
