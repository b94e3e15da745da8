import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { RenderingOptions, RenderingProfile } from '#lib/rendering/rendering-profiles.ts'
import { safeTreeOfMarkdown } from '#lib/rendering/safe-tree.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { writeMarkdown } from '#lib/rendering/write-markdown.ts'
import { percentDecoded } from './percent-decoded.ts'

export type Chosen = { format: 'markdown' | 'html'; source: string }

/**
 * Markdown when it says everything that the sanitised HTML says, shown by rendering it and comparing text, lines and
 * elements; otherwise that HTML. So no import loses a word or an emphasis, and most texts can be edited as Markdown.
 */
export function chooseFormat(tree: Root, profile: RenderingProfile, options: RenderingOptions): Chosen {
  const markdown = writeMarkdown(tree)
  const back = safeTreeOfMarkdown(markdown, profile, options)
  const same = foldedText(back) === foldedText(tree) && signature(back) === signature(tree)
  return same ? { format: 'markdown', source: markdown } : { format: 'html', source: toHtml(tree) }
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
