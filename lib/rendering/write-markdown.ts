import type { Element, Nodes as HastNodes, Root } from 'hast'
import { toMdast } from 'hast-util-to-mdast'
import type { Handle, State } from 'hast-util-to-mdast'
import type { FootnoteDefinition, Nodes as MdastNodes, Paragraph, PhrasingContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { defaultHandlers, toMarkdown } from 'mdast-util-to-markdown'
import type { Unsafe } from 'mdast-util-to-markdown'
import { imageIn, onlyChild } from './form-figures.ts'
import { attribute, eachElement, hasClass } from './walk-tree.ts'

/**
 * A tree of allowed elements as Markdown of our reader. What Markdown cannot say is left out of it; its words stay.
 * Notes are numbered by their ids (`fn3`).
 */
export function writeMarkdown(tree: Root): string {
  const handlers = { cite: citeHandler, figure: figureHandler, sup: supHandler, section: sectionHandler }
  const markdown = tightened(toMdast(withAlignment(tree), { handlers }))
  return written(markdown).trimEnd()
}

function written(markdown: MdastNodes): string {
  return toMarkdown(markdown, {
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), { unsafe: ownMarks }],
    handlers: { text: (...given: Parameters<typeof defaultHandlers.text>) => legible(defaultHandlers.text(...given)) },
    bullet: '-', rule: '-', listItemIndent: 'one',
  })
}

/** Bars and colons are words unless they were meant: our reader folds what stands between them. */
const ownMarks: Unsafe[] = [{ character: '|', after: '\\|', inConstruct: 'phrasing' }, { atBreak: true, character: ':', after: '::' }]

/** Without escapes for autolinks that our reader does not make, nor of the line within a name_of_a_file. */
function legible(text: string): string {
  return text.replace(/\b(https?|ftp)\\:\/\//g, '$1://').replace(/(?<=\w)\\@(?=\w)/g, '@').replace(/\bwww\\\./g, 'www.').replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_')
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
    const note = /^fn(\d+)$/.exec(attribute(item, 'id') ?? '')?.[1] ?? String(at + 1)
    return { type: 'footnoteDefinition', identifier: note, label: note, children: state.toFlow(state.all(item)) as FootnoteDefinition['children'] }
  })
}
