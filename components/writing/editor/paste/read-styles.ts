import type { Element, ElementContent, Root, RootContent } from 'hast'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

const typewriter = /^["']?(?:courier|consolas|menlo|monaco|monospace|ui-monospace|sf ?mono|source code|roboto mono|jetbrains mono|fira|cascadia|inconsolata|ubuntu mono|dejavu sans mono|lucida console)/

/** What the style of an element says, by property, in small letters. */
export function styleOf(element: Element): Record<string, string | undefined> {
  const rules = (attribute(element, 'style') ?? '').toLowerCase().split(';')
  return Object.fromEntries(rules.map((rule): [string, string] => {
    const [, property = '', value = ''] = /^([\w-]+)\s*:\s*(.*)$/s.exec(rule.trim()) ?? []
    return [property, value]
  }))
}

/** Whether words are set in a face that code is set in. */
export function isTypewriter(element: Element): boolean {
  return typewriter.test(styleOf(element)['font-family'] ?? '')
}

/**
 * Word processors say by styles what HTML has elements for: spans that are bold, slanted, struck or raised become those elements, and a `b` that is
 * not bold at all (Google Docs wraps everything in one) goes. Changes the tree in place.
 */
export function readStyles(tree: Root): void {
  const code = lettersIn(tree, (element) => isTypewriter(element)) * 2 < lettersIn(tree, () => true)
  eachElement(tree, (element) => {
    if (isVerbatim(element)) return dropStylesIn(element)
    const style = styleOf(element)
    if (isUndone(element, style)) return element.children
    if (element.tagName !== 'span' && element.tagName !== 'font') return
    return marksOf(style, code && isTypewriter(element)).reduceRight<ElementContent[]>((children, tagName) => [makeElement(tagName, children)], element.children)
  })
}

/** An element without attributes. */
export function makeElement(tagName: string, children: ElementContent[], properties: Element['properties'] = {}): Element {
  return { type: 'element', tagName, properties, children }
}

function marksOf(style: Record<string, string | undefined>, code: boolean): string[] {
  const { 'font-weight': weight = '', 'font-style': slant = '', 'vertical-align': height = '' } = style
  const line = `${style['text-decoration'] ?? ''} ${style['text-decoration-line'] ?? ''}`
  return [
    ...(/^(?:bold|bolder|[6-9]00)$/.test(weight) ? ['strong'] : []),
    ...(/^(?:italic|oblique)/.test(slant) ? ['em'] : []),
    ...(line.includes('line-through') ? ['del'] : []),
    ...(height === 'super' || height === 'sub' ? [height === 'super' ? 'sup' : 'sub'] : []),
    ...(code ? ['code'] : []),
  ]
}

function isUndone({ tagName }: Element, style: Record<string, string | undefined>): boolean {
  if (tagName === 'b' || tagName === 'strong') return /^(?:normal|lighter|[1-4]00)$/.test(style['font-weight'] ?? '')
  return (tagName === 'i' || tagName === 'em') && style['font-style'] === 'normal'
}

function isVerbatim({ tagName }: Element): boolean {
  return ['pre', 'code', 'kbd', 'samp', 'tt'].includes(tagName)
}

function dropStylesIn(element: Element): void {
  eachElement(element, ({ properties }) => {
    delete properties.style
  })
}

/** How many letters stand in the outermost elements that are meant. */
function lettersIn(parent: Root | Element, isMeant: (element: Element) => boolean): number {
  let letters = 0
  for (const child of parent.children) if (child.type === 'element') letters += isMeant(child) ? textOf(child).length : lettersIn(child, isMeant)
  return letters
}

/** All words in a part of the tree, as they stand. */
export function textOf(node: Root | RootContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : ''
}
