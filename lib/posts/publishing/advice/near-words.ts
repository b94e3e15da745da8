import type { Element, Root, RootContent } from 'hast'
import { visibleText } from '#lib/rendering/visible-text.ts'

/** Words that are enough to find a place again. */
const enough = 8

/** The first words of a line of text. */
export function firstWords(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().split(/\s+/).slice(0, enough).join(' ')
}

/**
 * Words by which a reader, and a browser, finds an element on the page of an essay: its own or, where it has none, those that begin the part of
 * the text that it stands in, or the part before. Empty where there is no text around it.
 */
export function nearWords(tree: Root, element: Element): string {
  const own = firstWords(visibleText(element))
  if (own !== '') return own
  const at = tree.children.findIndex((block) => holds(block, element))
  const around = tree.children.slice(0, at + 1).toReversed().concat(tree.children.slice(at + 1))
  for (const block of around) {
    const words = block.type === 'element' ? firstWords(visibleText(block)) : ''
    if (words !== '') return words
  }
  return ''
}

function holds(node: RootContent, element: Element): boolean {
  return node === element || (node.type === 'element' && node.children.some((child) => holds(child, element)))
}
