import type { Element, Nodes as HastNodes, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { toMdast } from 'hast-util-to-mdast'
import type { Handle, State } from 'hast-util-to-mdast'
import type { FootnoteDefinition, Nodes as MdastNodes, Paragraph, PhrasingContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { imageIn, onlyChild } from '#lib/rendering/form-figures.ts'
import type { RenderingOptions, RenderingProfile } from '#lib/rendering/rendering-profiles.ts'
import { safeTreeOfMarkdown } from '#lib/rendering/safe-tree.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { attribute, eachElement, hasClass } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { percentDecoded } from './percent-decoded.ts'

export type Chosen = { format: 'markdown' | 'html'; source: string }

/**
 * Markdown when it says everything that the sanitised HTML says, shown by rendering it and comparing text, lines and
 * elements; otherwise that HTML. So no import loses a word or an emphasis, and most texts can be edited as Markdown.
 */
export function chooseFormat(tree: Root, profile: RenderingProfile, options: RenderingOptions): Chosen {
  const markdown = markdownOf(tree)
  const back = safeTreeOfMarkdown(markdown, profile, options)
  const same = foldedText(back) === foldedText(tree) && signature(back) === signature(tree)
  return same ? { format: 'markdown', source: markdown } : { format: 'html', source: toHtml(tree) }
}

function markdownOf(tree: Root): string {
  const handlers = { cite: citeHandler, figure: figureHandler, sup: supHandler, section: sectionHandler }
  const markdown = tightened(toMdast(withAlignment(tree), { handlers }))
  return written(markdown).trimEnd()
}

function written(markdown: MdastNodes): string {
  const text = toMarkdown(markdown, { extensions: [gfmToMarkdown({ tablePipeAlign: false })], bullet: '-', rule: '-', listItemIndent: 'one' })
  // Escapes for autolinks that our reader does not make; addresses stay legible without them.
  return text.replace(/\b(https?|ftp)\\:\/\//g, '$1://').replace(/(?<=\w)\\@(?=\w)/g, '@').replace(/\bwww\\\./g, 'www.')
}

/** The converter to Markdown reads the old attribute, our allow-list knows a class. */
function withAlignment(tree: Root): HastNodes {
  const copy = structuredClone(tree)
  eachElement(copy, (cell) => {
    const side = ['left', 'center', 'right'].find((each) => hasClass(cell, `align-${each}`))
    if (side) cell.properties.align = side
  })
  return copy
}

/** Items of one paragraph and lists inside it stand without blank lines, as they did in HTML without paragraphs. */
function tightened(node: MdastNodes): MdastNodes {
  if (!('children' in node)) return node
  for (const child of node.children) tightened(child)
  if (node.type !== 'list') return node
  const isTight = node.children.every((item) => item.children.every((child, at) => child.type === 'list' || (child.type === 'paragraph' && at === 0)))
  if (!isTight) return node
  node.spread = false
  for (const item of node.children) item.spread = false
  return node
}

/** Browsers show the name of a work or speaker as emphasis, and so do we. */
const citeHandler: Handle = (state, element) => ({ type: 'emphasis', children: state.all(element) as PhrasingContent[] })

/** An image with plain words under it is `![description](address "caption")`, alone in its paragraph. */
const figureHandler: Handle = (state, element) => {
  const [content, caption, more] = element.children.filter((child) => child.type === 'element')
  const image = content?.type === 'element' ? imageIn(content) : undefined
  if (!image || !isLineOfWords(caption) || more) return state.toFlow(state.all(element))
  if (caption) image.properties.title = titleOf(state, caption)
  const paragraph: Paragraph = { type: 'paragraph', children: phrasing(state, content as Element) }
  return paragraph
}

const wordsInCaptions = new Set(['em', 'i', 'strong', 'b', 'cite', 'a', 'code', 'small'])

function isLineOfWords(caption: Element | undefined): boolean {
  return !caption || (caption.tagName === 'figcaption' && caption.children.every((child) => child.type === 'text' || (child.type === 'element' && wordsInCaptions.has(child.tagName))))
}

/** Words and credit as a title has them: Markdown on one line. A bar of the words themselves is not the one before the credit. */
function titleOf(state: State, caption: Element): string {
  const credit = caption.children.find((child) => child.type === 'element' && hasClass(child, 'credit'))
  const words = caption.children.filter((child) => child !== credit)
  const line = (children: Element['children']) => written({ type: 'paragraph', children: state.all({ ...caption, children }) as PhrasingContent[] }).replace(/\s+/g, ' ').trim()
  const said = line(words).replace(/(^| )\| /g, '$1\\| ')
  return credit?.type === 'element' ? [said, '|', line(credit.children)].filter(Boolean).join(' ') : said
}

function phrasing(state: State, element: Element): PhrasingContent[] {
  const made = state.one(element, undefined)
  return (Array.isArray(made) ? made : made ? [made] : []) as PhrasingContent[]
}

const supHandler: Handle = (state, element) => {
  const link = hasClass(element, 'footnote-ref') ? onlyChild(element) : undefined
  const note = link && /^#fn(\d+)$/.exec(attribute(link, 'href') ?? '')?.[1]
  return note ? { type: 'footnoteReference', identifier: note, label: note } : state.all(element)
}

const sectionHandler: Handle = (state, element) => {
  const list = hasClass(element, 'footnotes') ? onlyChild(element) : undefined
  if (list?.tagName !== 'ol') return state.toFlow(state.all(element))
  const items = list.children.filter((child) => child.type === 'element')
  eachElement(list, (inside) => (hasClass(inside, 'footnote-backref') ? [] : undefined))
  return items.map((item, at): FootnoteDefinition => {
    const note = String(at + 1)
    return { type: 'footnoteDefinition', identifier: note, label: note, children: state.toFlow(state.all(item)) as FootnoteDefinition['children'] }
  })
}

function foldedText(tree: Root): string {
  return visibleText(tree).split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).join('\n')
}

/** Elements that mean the same to a reader, under one name; those under none make no difference. */
const names: Record<string, string> = {
  b: 'strong', i: 'em', cite: 'em', strike: 's', del: 's', p: '', div: '', span: '', wbr: '', tbody: '', thead: '',
}
const telling = ['href', 'src', 'alt', 'start', 'reversed', 'type', 'value', 'colSpan', 'rowSpan', 'className', 'lang', 'dir', 'title', 'dateTime']

/** What a text consists of beside its words: every element that says something, with what it says, in order. */
function signature(tree: Root): string {
  const targets = targetsIn(tree)
  const parts: string[] = []
  eachElement(tree, (element, parent) => {
    const name = names[element.tagName] ?? element.tagName
    const values = telling.flatMap((key) => valueOf(element, key))
    const id = attribute(element, 'id')
    if (id !== undefined && targets.has(id)) values.push(`#${id}`)
    if (isPlainAddress(element) || isCodeOfBlock(element, parent, values) || (name === '' && values.length === 0)) return
    parts.push([name, ...values].join(' '))
  })
  return parts.join('\n')
}

/** Preformatted text is written as a block of code, which looks the same. */
function isCodeOfBlock(element: Element, parent: Parent, values: string[]): boolean {
  return element.tagName === 'code' && parent.type === 'element' && parent.tagName === 'pre' && values.length === 0
}

function valueOf(element: Element, key: string): string[] {
  const value = element.properties[key]
  if (value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0)) return []
  // A list begins with 1 unless it says otherwise, and bullets of our reader have no type.
  if ((key === 'start' || key === 'value') && String(value) === '1') return []
  return [`${key}=${String(value)}`]
}

function targetsIn(tree: Root): Set<string> {
  const targets = new Set<string>()
  eachElement(tree, (element) => {
    const href = attribute(element, 'href')
    if (href?.startsWith('#')) targets.add(percentDecoded(href.slice(1)))
  })
  return targets
}

/** A link that only shows its own address is one whether somebody marked it up or our reader found it; one without address is none. */
function isPlainAddress(element: Element): boolean {
  if (element.tagName !== 'a') return false
  const href = attribute(element, 'href')
  return href === undefined || withoutEnd(href) === withoutEnd(visibleText(element))
}

function withoutEnd(address: string): string {
  return address.replace(/\/$/, '')
}
