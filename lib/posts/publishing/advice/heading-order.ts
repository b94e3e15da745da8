import type { Check, Found } from '#lib/posts/publishing/advice/advice.ts'
import { firstWords, nearWords } from '#lib/posts/publishing/advice/near-words.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { eachElement } from '#lib/rendering/walk-tree.ts'

/** The title is the first level. Who goes through a page by its headings takes a level that is left out for a part that is missing. */
export const headingOrder: Check = ({ tree }) => {
  let level = 1
  const skipped: Found[] = []
  const empty: Found[] = []
  eachElement(tree, (element) => {
    const own = Number(/^h([2-6])$/.exec(element.tagName)?.[1] ?? 0)
    if (own === 0) return
    const words = visibleText(element)
    if (words === '') empty.push({ words: `level ${own}`, near: nearWords(tree, element) })
    if (own > level + 1) skipped.push({ words, near: firstWords(words) })
    level = own
  })
  return [
    ...(skipped.length > 0 ? [{ sentence: 'A level of headings is left out before these.', found: skipped }] : []),
    ...(empty.length > 0 ? [{ sentence: 'A heading has no words.', found: empty }] : []),
  ]
}
