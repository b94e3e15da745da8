import type { Element, ElementContent, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { attribute, eachElement, hasClass } from '#lib/rendering/walk-tree.ts'

type Footnote = { id: string; content: string }

/** The footnotes of the block editor, from the post's meta; none when the value is not what it should be. */
export function footnotesFrom(meta: string | undefined): Footnote[] {
  if (!meta) return []
  try {
    const value: unknown = JSON.parse(meta)
    return Array.isArray(value) ? value.filter(isFootnote) : []
  } catch {
    return []
  }
}

/**
 * Numbers the references of the block editor by their order in the text, and puts the notes at its end, in the form that
 * our own footnotes have. A note that nothing refers to is kept, after the others. Changes the tree in place.
 */
export function placeFootnotes(tree: Root, footnotes: readonly Footnote[]): void {
  if (footnotes.length === 0) return
  const mentions = new Map<string, number>()
  eachElement(tree, (element) => {
    const id = hasClass(element, 'fn') ? attribute(element, 'dataFn') : undefined
    if (element.tagName !== 'sup' || id === undefined || !footnotes.some((note) => note.id === id)) return
    mentions.set(id, (mentions.get(id) ?? 0) + 1)
    return [referenceTo([...mentions.keys()].indexOf(id) + 1, mentions.get(id) ?? 1)]
  })
  const order = [...mentions.keys()]
  const mentioned = order.flatMap((id) => footnotes.filter((note) => note.id === id).slice(0, 1))
  const others = footnotes.filter((note) => !mentions.has(note.id))
  const items = [...mentioned, ...others].map((note, at) => noteAt(at + 1, note, mentions.get(note.id) ?? 0))
  tree.children.push(element('section', { className: ['footnotes'] }, [element('ol', {}, items)]))
}

function isFootnote(value: unknown): value is Footnote {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('content' in value)) return false
  return typeof value.id === 'string' && typeof value.content === 'string'
}

function referenceTo(number: number, mention: number): Element {
  const link = element('a', { href: `#fn${number}`, id: `fnref${suffix(number, mention)}` }, [text(String(number))])
  return element('sup', { className: ['footnote-ref'] }, [link])
}

function noteAt(number: number, { content }: Footnote, mentions: number): Element {
  const words = fromHtml(content, { fragment: true }).children.filter((child) => child.type !== 'doctype')
  const links = Array.from({ length: mentions }, (_, at) => backLink(`#fnref${suffix(number, at + 1)}`))
  return element('li', { id: `fn${number}` }, [element('p', {}, [...words, ...links.flatMap((link) => [text(' '), link])])])
}

function backLink(href: string): Element {
  return element('a', { className: ['footnote-backref'], href }, [text('\u21a9\ufe0e')])
}

function suffix(number: number, mention: number): string {
  return mention > 1 ? `${number}-${mention}` : String(number)
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}
