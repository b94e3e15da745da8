import type { Element, ElementContent, Root, RootContent } from 'hast'
import { attribute, eachElement, hasClass } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { makeElement, styleOf, textOf } from './read-styles.ts'

const blocks = new Set([
  'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'table', 'figure', 'hr', 'section', 'article', 'aside', 'header', 'footer', 'main',
  'nav', 'details', 'summary', 'dl', 'dt', 'dd', 'figcaption', 'address', 'tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'caption', 'center', 'form', 'fieldset',
])

/** Whether an element stands on lines of its own, or holds what does: pages put whole paragraphs into one link. */
export function isBlock(node: RootContent): boolean {
  return node.type === 'element' && (blocks.has(node.tagName) || node.children.some(isBlock))
}

/** Of pages and programs, never of the words. */
const junk = new Set(['script', 'style', 'meta', 'link', 'title', 'base', 'template', 'noscript', 'button', 'select', 'textarea', 'input', 'svg', 'iframe', 'object', 'video', 'audio', 'canvas', 'xml'])

/** Takes away what nobody sees, and what stands there for the program that wrote it. Changes the tree in place. */
export function dropJunk(tree: Root): void {
  eachElement(tree, (element) => {
    const style = styleOf(element)
    const hidden = element.properties.hidden !== undefined && element.properties.hidden !== false
    if (junk.has(element.tagName) || hidden || style.display === 'none' || style['mso-hide'] === 'all') return []
    if (element.tagName.includes(':')) return element.tagName === 'o:p' && textOf(element).trim() === '' ? [] : element.children
    if (hasClass(element, 'Apple-interchange-newline')) return []
    return undefined
  })
  dropComments(tree)
}

function dropComments(parent: Parent): void {
  for (let at = parent.children.length - 1; at >= 0; at--) {
    const child = parent.children[at]
    if (child?.type === 'comment' || child?.type === 'doctype') parent.children.splice(at, 1)
    else if (child?.type === 'element') dropComments(child)
  }
}

/**
 * Brings blocks into the shapes that Markdown has: headings below the title of the essay, lists within items, cells of one line, paragraphs instead of two line
 * breaks. Changes the tree in place.
 */
export function tidyBlocks(tree: Root): void {
  nameBlocks(tree)
  lowerHeadings(tree)
  eachElement(tree, (element) => {
    if (element.tagName === 'table' && cellsOf(element).length === 1) return cellsOf(element).flatMap(({ children }) => children)
    if (element.tagName === 'table') nameHead(element)
    if (element.tagName === 'td' || element.tagName === 'th') element.children = lineOf(element.children)
    if (element.tagName === 'ul' || element.tagName === 'ol') element.children = itemsOf(element.children)
    return undefined
  })
  partParagraphs(tree)
}

/** By the names that Word and others give to styles. */
function nameBlocks(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName === 'p' && hasClass(element, 'MsoTitle')) element.tagName = 'h1'
    if (element.tagName === 'p' && (hasClass(element, 'MsoQuote') || hasClass(element, 'MsoIntenseQuote'))) Object.assign(element, makeElement('blockquote', [makeElement('p', element.children)]))
    if (attribute(element, 'role') === 'heading' && /^[1-6]$/.test(attribute(element, 'ariaLevel') ?? '')) element.tagName = `h${attribute(element, 'ariaLevel')}`
    if (element.tagName === 'summary') element.tagName = 'p'
  })
}

/** The first level is the title of the essay: where it is used, all go down by one. */
function lowerHeadings(tree: Root): void {
  const headings: Element[] = []
  eachElement(tree, (element) => {
    if (/^h[1-6]$/.test(element.tagName)) headings.push(element)
  })
  const down = headings.some(({ tagName }) => tagName === 'h1') ? 1 : 0
  for (const heading of headings) heading.tagName = `h${Math.min(4, Number(heading.tagName[1]) + down)}`
}

/** A table has a head in Markdown; where nothing says which, it is the first row. */
function nameHead(table: Element): void {
  const cells = cellsOf(table)
  if (cells.some(({ tagName }) => tagName === 'th')) return
  let isFirst = true
  eachElement(table, (row) => {
    if (row.tagName !== 'tr') return
    if (isFirst) for (const cell of row.children) if (cell.type === 'element' && cell.tagName === 'td') cell.tagName = 'th'
    isFirst = false
  })
}

function cellsOf(table: Element): Element[] {
  const cells: Element[] = []
  eachElement(table, (inside) => {
    if (inside.tagName === 'td' || inside.tagName === 'th') cells.push(inside)
  })
  return cells
}

/** A cell has one line in Markdown. */
function lineOf(children: ElementContent[]): ElementContent[] {
  const line: ElementContent[] = []
  for (const child of children) {
    if (child.type !== 'element' || !isBlock(child)) {
      line.push(child)
      continue
    }
    const words = lineOf(child.children)
    if (words.every((node) => node.type === 'text' && node.value.trim() === '')) continue
    if (line.some((node) => textOf(node).trim() !== '')) line.push({ type: 'text', value: ' ' })
    line.push(...words)
  }
  return line
}

/** Google Docs puts a list beside the item that it belongs to. */
function itemsOf(children: ElementContent[]): ElementContent[] {
  const items: ElementContent[] = []
  for (const child of children) {
    const before = items.findLast((item) => item.type === 'element')
    if (child.type === 'element' && (child.tagName === 'ul' || child.tagName === 'ol') && before?.type === 'element') before.children.push(child)
    else items.push(child)
  }
  return items
}

/** Two line breaks are the end of a paragraph; one between blocks is nothing. */
function partParagraphs(parent: Parent): void {
  const children: RootContent[] = []
  for (const child of parent.children) {
    if (child.type !== 'element' || child.tagName === 'pre') children.push(child)
    else if (child.tagName === 'p' || (child.tagName === 'div' && !child.children.some(isBlock))) children.push(...paragraphsOf(child))
    else {
      partParagraphs(child)
      children.push(child)
    }
  }
  const hasBlocks = children.some(isBlock)
  const inCell = parent.type === 'element' && ['td', 'th', 'tr', 'ul', 'ol', 'figure'].includes(parent.tagName)
  if (hasBlocks && !inCell) parent.children = wrapLoose(children)
  else if (isFlow(parent) && runsOf(children).length > 1) parent.children = runsOf(children).map((run) => makeElement('p', run))
  else parent.children = children.filter((child) => child.type !== 'doctype')
}

function isFlow(parent: Parent): boolean {
  return parent.type === 'root' || ['div', 'blockquote', 'li', 'section', 'article', 'main', 'dd'].includes(parent.tagName)
}

/** Words that stand beside blocks are paragraphs too. */
function wrapLoose(children: readonly RootContent[]): ElementContent[] {
  const out: ElementContent[] = []
  let loose: ElementContent[] = []
  const end = () => {
    out.push(...runsOf(loose).map((run) => makeElement('p', run)))
    loose = []
  }
  for (const child of children) {
    if (child.type === 'doctype') continue
    if (!isBlock(child)) {
      loose.push(child)
      continue
    }
    end()
    out.push(child)
  }
  end()
  return out
}

function paragraphsOf(paragraph: Element): Element[] {
  const runs = runsOf(paragraph.children)
  return runs.length > 1 ? runs.map((run) => ({ ...paragraph, tagName: 'p', children: run })) : [paragraph]
}

/** What stands between two or more line breaks; empty runs are none. */
function runsOf(children: readonly RootContent[]): ElementContent[][] {
  const runs: ElementContent[][] = [[]]
  let breaks = 0
  for (const child of children) {
    if (child.type === 'doctype') continue
    if (isBreak(child)) breaks++
    else if (breaks > 1 && textOf(child).trim() !== '') runs.push([])
    if (!isBreak(child) && (textOf(child).trim() !== '' || child.type === 'element')) breaks = 0
    runs.at(-1)?.push(child)
  }
  return runs.map(withoutEnds).filter((run) => run.length > 0)
}

function withoutEnds(run: ElementContent[]): ElementContent[] {
  const isNothing = (node: ElementContent | undefined) => node !== undefined && (isBreak(node) || (node.type === 'text' && node.value.trim() === ''))
  let [from, to] = [0, run.length]
  while (from < to && isNothing(run[from])) from++
  while (to > from && isNothing(run[to - 1])) to--
  // What separates words within a line stays with them.
  return run.slice(from, to)
}

function isBreak(node: RootContent): boolean {
  return node.type === 'element' && node.tagName === 'br'
}
