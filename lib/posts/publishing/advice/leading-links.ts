import type { Check, Found } from '#lib/posts/publishing/advice/advice.ts'
import { firstWords, nearWords } from '#lib/posts/publishing/advice/near-words.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

/** Links to pages of this site that are not there, or not public. */
export const deadLinks: Check = ({ deadLinks: dead }) =>
  dead.length > 0 ? [{ sentence: 'Nobody finds anything behind these links to this site.', found: dead }] : []

/** Links that have no words or lead nowhere: pressed by ear, they are nothing. */
export const emptyLinks: Check = ({ tree }) => {
  const wordless: Found[] = []
  const aimless: Found[] = []
  eachElement(tree, (element) => {
    if (element.tagName !== 'a') return
    const href = attribute(element, 'href')
    const words = visibleText(element)
    let pictured = false
    eachElement(element, (child) => {
      if (child.tagName === 'img' && attribute(child, 'alt')) pictured = true
    })
    if (words === '' && !pictured && href !== undefined && !isFootnote(href)) wordless.push({ words: href, near: nearWords(tree, element) })
    if (href === undefined && words !== '') aimless.push({ words, near: firstWords(words) })
  })
  return [
    ...(wordless.length > 0 ? [{ sentence: 'These links have no words to press.', found: wordless }] : []),
    ...(aimless.length > 0 ? [{ sentence: 'These words are written as links and lead nowhere.', found: aimless }] : []),
  ]
}

/** The number and the arrow of a footnote are no words of the text. */
function isFootnote(href: string): boolean {
  return href.startsWith('#')
}
