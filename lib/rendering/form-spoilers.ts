import type { Element, ElementContent, Root } from 'hast'
import { eachElement, hasClass } from './walk-tree.ts'

/**
 * Folds the words between `||` bars: they open where they stand, with the keyboard too, and nothing reads them out before. A
 * paragraph cannot hold what folds, so it becomes a division that looks like one. Changes the tree in place.
 */
export function formSpoilers(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName === 'p' && holdsSpoiler(element)) Object.assign(element, { tagName: 'div', properties: { className: ['paragraph'] } })
    if (isWords(element)) Object.assign(element, foldedWords(element.children))
  })
}

function isWords(element: Element): boolean {
  return element.tagName === 'span' && hasClass(element, 'spoiler')
}

function holdsSpoiler(element: Element): boolean {
  return element.children.some((child) => child.type === 'element' && (isWords(child) || holdsSpoiler(child)))
}

function foldedWords(words: ElementContent[]): Partial<Element> {
  const summary: Element = { type: 'element', tagName: 'summary', properties: {}, children: [{ type: 'text', value: 'spoiler' }] }
  return { tagName: 'details', properties: { dataSpoiler: 'inline' }, children: [summary, ...words] }
}
