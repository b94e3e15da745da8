import type { Element, ElementContent, Root, RootContent } from 'hast'
import { hasClass } from './walk-tree.ts'

const BLOCKS = new Set([
  'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption',
  'tr', 'figure', 'figcaption', 'section', 'details', 'summary', 'hr', 'br', 'address', 'article', 'aside', 'center', 'header', 'footer', 'main',
])

/**
 * What a reader reads: a line for each block, white space folded outside code, without the numbers and arrows of footnotes.
 * @param spoilers whether what is folded as a spoiler is read too; else a passage is its heading, and a few words are an ellipsis
 */
export function visibleText(node: Root | Element, spoilers?: 'spoilers'): string {
  const parts: string[] = []
  collect(node.children, { preformatted: false, spoilers: spoilers !== undefined }, parts)
  return parts.join('').replace(/[ \t]*\n[ \t\n]*/g, '\n').trim()
}

type Reading = { preformatted: boolean; spoilers: boolean }

function collect(nodes: (RootContent | ElementContent)[], reading: Reading, parts: string[]): void {
  for (const node of nodes) {
    if (node.type === 'text') parts.push(reading.preformatted ? node.value : node.value.replace(/\s+/g, ' '))
    if (node.type !== 'element' || hasClass(node, 'footnote-ref') || hasClass(node, 'footnote-backref')) continue
    if (node.properties.dataSpoiler === 'inline') {
      collectWords(node, reading, parts)
      continue
    }
    const isBlock = BLOCKS.has(node.tagName)
    if (isBlock) parts.push('\n')
    collect(readIn(node, reading), { ...reading, preformatted: reading.preformatted || node.tagName === 'pre' }, parts)
    if (isBlock) parts.push('\n')
    else if (node.tagName === 'td' || node.tagName === 'th') parts.push(' ')
  }
}

function collectWords(words: Element, reading: Reading, parts: string[]): void {
  if (reading.spoilers) collect(words.children.filter((child) => !isSummary(child)), reading, parts)
  else parts.push('…')
}

function readIn(element: Element, { spoilers }: Reading): ElementContent[] {
  return element.properties.dataSpoiler === undefined || spoilers ? element.children : element.children.filter(isSummary)
}

function isSummary(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'summary'
}
