import type { Element, ElementContent, Root, RootContent } from 'hast'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'
import { makeElement, styleOf, textOf } from './read-styles.ts'

type Open = { list: Element; level: number }

/**
 * Word writes a list as paragraphs that look like one: each names its level in a style, and brings its bullet or number as words. They become lists. Changes the
 * tree in place.
 */
export function formWordLists(tree: Root): void {
  tree.children = gathered(tree.children)
  eachElement(tree, (element) => {
    if (element.children.some((child) => levelOf(child) !== null)) element.children = gathered(element.children)
  })
}

function gathered(children: readonly RootContent[]): ElementContent[] {
  const out: ElementContent[] = []
  const open: Open[] = []
  for (const child of children) {
    const level = levelOf(child)
    if (child.type === 'doctype') continue
    if (level !== null && child.type === 'element') putItem(out, open, child, level)
    else if (open.length === 0 || textOf(child).trim() !== '') {
      open.length = 0
      out.push(child)
    }
  }
  return out
}

function putItem(out: ElementContent[], open: Open[], paragraph: Element, level: number): void {
  const marker = markerOf(paragraph)
  const tagName = /^\s*(?:\d+|[a-z]{1,4})[.)]/i.test(marker) ? 'ol' : 'ul'
  while ((open.at(-1)?.level ?? 0) > level) open.pop()
  if (open.at(-1)?.level === level && open.at(-1)?.list.tagName !== tagName) open.pop()
  if (open.at(-1)?.level !== level) {
    const number = Number(/^\s*(\d+)/.exec(marker)?.[1] ?? 1)
    const list = makeElement(tagName, [], tagName === 'ol' && number !== 1 ? { start: number } : {})
    const above = open.at(-1)?.list.children.at(-1)
    if (above?.type === 'element') above.children.push(list)
    else out.push(list)
    open.push({ list, level })
  }
  open.at(-1)?.list.children.push(makeElement('li', wordsOf(paragraph)))
}

/** The level that a paragraph has in a list of Word, from 1; null where it is in none. */
function levelOf(node: RootContent): number | null {
  if (node.type !== 'element' || node.tagName !== 'p') return null
  const list = styleOf(node)['mso-list']
  return list ? Number(/level(\d+)/.exec(list)?.[1] ?? (/^l\d/.test(list) ? 1 : NaN)) || null : null
}

function markerOf(paragraph: Element): string {
  let marker = ''
  eachElement(paragraph, (inside) => {
    if (isMarker(inside)) marker ||= textOf(inside)
  })
  return marker
}

function wordsOf(paragraph: Element): ElementContent[] {
  eachElement(paragraph, (inside) => (isMarker(inside) ? [] : undefined))
  return paragraph.children
}

function isMarker(element: Element): boolean {
  return /mso-list:\s*ignore/i.test(attribute(element, 'style') ?? '')
}

/** What numbers a heading of Word is no part of its words. Changes the tree in place. */
export function dropMarkers(tree: Root): void {
  eachElement(tree, (element) => (isMarker(element) ? [] : undefined))
}
