import type { Element, Root } from 'hast'
import { imageIn, onlyChild } from '#lib/rendering/form-figures.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

/** Say nothing when nothing is in them. Cells and list items keep their place. */
const EMPTY_BLOCKS = new Set(['p', 'div', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'figure', 'figcaption', 'section', 'pre'])
const EMPTY_WORDS = new Set(['span', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'a', 'small', 'sup', 'sub', 'code', 'cite'])
/** A break at the beginning or end of these only adds an empty line. */
const BROKEN_AT_EDGE = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'div', 'figcaption', 'cite', 'td', 'th', 'dd', 'dt'])
const ILLUSTRATIONS = new Set(['img', 'table', 'pre', 'blockquote'])

/**
 * Takes out what old editors leave behind and readers never see: empty elements and lines, wrappers around figures and
 * tables, the tooltips of images. An image by itself becomes a figure. Changes the tree in place; no text is lost.
 */
export function tidyTree(tree: Root): void {
  formFigures(tree)
  eachElement(tree, (element) => {
    if (element.tagName === 'img') settleTooltip(element)
    if (element.tagName === 'figure') settleFigure(element)
    if (['p', 'div', 'li'].includes(element.tagName)) formFigures(element)
    if (element.tagName === 'pre') keepLines(element)
  })
  dropEmpty(tree)
}

/** A title that says more than the description takes its place when there is none; else it repeats it. */
function settleTooltip(image: Element): void {
  const title = attribute(image, 'title')
  if (title && !attribute(image, 'alt')?.trim()) image.properties.alt = title
  delete image.properties.title
}

/** What is left of a figure when it was only a wrapper, or when what it showed has become a link. */
function settleFigure(figure: Element): void {
  const caption = figure.children.find((child) => child.type === 'element' && child.tagName === 'figcaption')
  const content = onlyChild(figure)
  if (content && imageIn(content)) return
  if (caption && holdsIllustration(figure)) return
  figure.tagName = 'div'
  if (caption?.type === 'element') caption.tagName = 'p'
}

function holdsIllustration(parent: Element): boolean {
  return parent.children.some((child) => child.type === 'element' && (ILLUSTRATIONS.has(child.tagName) || holdsIllustration(child)))
}

function formFigures(parent: Root | Element): void {
  if (parent.type === 'element' && parent.tagName !== 'div') {
    const content = onlyChild(parent)
    if (!content || !imageIn(content)) return
    if (parent.tagName === 'p') parent.tagName = 'figure'
    else parent.children = [figureOf(content)]
    return
  }
  parent.children = (parent.children as Element['children']).map((child, at, all) =>
    child.type === 'element' && imageIn(child) && isEdge(all[at - 1]) && isEdge(all[at + 1]) ? figureOf(child) : child,
  )
}

const INLINE = new Set(['a', 'b', 'strong', 'i', 'em', 'code', 'span', 'img', 'del', 's', 'sub', 'sup', 'cite', 'q', 'u', 'small', 'abbr', 'kbd', 'br'])

/** Nothing, a blank line between, or a block: what stands beside it stands by itself. */
function isEdge(node: Element['children'][number] | undefined): boolean {
  if (node === undefined || node.type === 'comment') return true
  return node.type === 'text' ? !/\S/.test(node.value) : !INLINE.has(node.tagName)
}

function figureOf(image: Element): Element {
  return { type: 'element', tagName: 'figure', properties: {}, children: [image] }
}

/** Lines of verse end with breaks in some editors, and with line ends in others. */
function keepLines(pre: Element): void {
  eachElement(pre, (element) => (element.tagName === 'br' ? [{ type: 'text', value: '\n' }] : undefined))
}

function dropEmpty(parent: Root | Element): void {
  for (let at = parent.children.length - 1; at >= 0; at--) {
    const child = parent.children[at]
    if (child?.type !== 'element') continue
    dropEmpty(child)
    if (BROKEN_AT_EDGE.has(child.tagName)) dropEdgeBreaks(child)
    if (!child.properties.id && isEmpty(child)) parent.children.splice(at, 1)
  }
}

function isEmpty({ tagName, children }: Element): boolean {
  const saysNothing = EMPTY_BLOCKS.has(tagName) ? /^\s*$/ : EMPTY_WORDS.has(tagName) ? /^$/ : undefined
  return saysNothing !== undefined && children.every((child) => child.type === 'comment' || (child.type === 'text' && saysNothing.test(child.value)))
}

function dropEdgeBreaks({ children }: Element): void {
  const isNothing = (child: Element['children'][number] | undefined) =>
    child !== undefined && ((child.type === 'element' && child.tagName === 'br') || (child.type === 'text' && !/\S/.test(child.value)))
  while (isNothing(children[0])) children.shift()
  while (isNothing(children.at(-1))) children.pop()
}
