import type { Element, ElementContent, Root } from 'hast'
import { eachElement } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { makeElement, textOf } from './read-styles.ts'

/** Stand for the marks of a spoiler until the words around them are written; of the letters that mean nothing anywhere. */
const [bars, opens, ends] = ['\uE001', '\uE002', '\uE003']

/** What is folded in an essay of ours is to be folded in the next. Changes the tree in place. */
export function markSpoilers(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName !== 'details') return
    const { dataSpoiler } = element.properties
    const folded = element.children.filter((child) => !isSummary(child))
    const heading = element.children.find(isSummary)
    if (dataSpoiler === 'inline') return [text(bars), ...(folded.length > 0 ? folded : [text('…')]), text(bars)]
    if (dataSpoiler === 'block') return [makeElement('p', [text(`${opens}${heading ? textOf(heading).trim() : ''}`)]), ...folded, makeElement('p', [text(ends)])]
    element.tagName = 'div'
  })
}

/** The Markdown with the marks that those stood for. */
export function withSpoilers(markdown: string): string {
  return markdown.replaceAll(bars, '||').replaceAll(opens, ':::spoiler ').replaceAll(ends, ':::')
}

/** Takes such letters away where somebody else used them, also where HTML wrote them as numbers. Changes the tree in place. */
export function dropMarks(tree: Root): void {
  const without = (words: string) => words.replace(/[\uE000-\uE003]/g, '')
  const dropIn = ({ children }: Parent) => {
    for (const child of children) if (child.type === 'text') child.value = without(child.value)
  }
  dropIn(tree)
  eachElement(tree, (element) => {
    dropIn(element)
    for (const [name, value] of Object.entries(element.properties)) if (typeof value === 'string') element.properties[name] = without(value)
  })
}

function isSummary(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'summary'
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}
