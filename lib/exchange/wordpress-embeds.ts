import type { Element, ElementContent, Root } from 'hast'
import { attribute, eachElement, hasClass } from '#lib/rendering/walk-tree.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'

/**
 * Frames, players and embedded pages become links, for nothing foreign runs here: the address stays, and the words that
 * stood inside for old browsers give way to it. Changes the tree in place.
 */
export function linkEmbeds(tree: Root): void {
  eachElement(tree, (element) => {
    if (hasClass(element, 'wp-block-embed__wrapper')) return linkBareAddress(element)
    if (element.tagName === 'p') linkBareAddress(element)
    if (element.tagName === 'iframe') return linkTo(attribute(element, 'src'), attribute(element, 'title'))
    if (element.tagName === 'embed') return linkTo(attribute(element, 'src'))
    if (element.tagName === 'object') return linkTo(attribute(element, 'data') ?? parameter(element, ['movie', 'src', 'url']))
    if (element.tagName === 'audio' || element.tagName === 'video') return linkTo(attribute(element, 'src') ?? sourceOf(element))
  })
}

/** An address alone on its line was shown as the page that it names. */
function linkBareAddress(element: Element): void {
  const text = visibleText(element)
  if (!/^https?:\/\/\S+$/.test(text) || element.children.some((child) => child.type === 'element')) return
  element.children = link(text, text)
  if (element.tagName === 'div') element.tagName = 'p'
}

/** Addresses without a scheme (`//player.example`) are those of secure pages. */
function linkTo(address: string | undefined, title?: string): ElementContent[] {
  const url = address?.trim().replace(/^\/\//, 'https://')
  return url && /^https?:\/\//.test(url) ? link(url, title?.trim() || url) : []
}

function link(href: string, words: string): ElementContent[] {
  return [{ type: 'element', tagName: 'a', properties: { href }, children: [{ type: 'text', value: words }] }]
}

function sourceOf(player: Element): string | undefined {
  const source = player.children.find((child) => child.type === 'element' && child.tagName === 'source')
  return source?.type === 'element' ? attribute(source, 'src') : undefined
}

function parameter(element: Element, names: string[]): string | undefined {
  const parameters = element.children.filter((child) => child.type === 'element' && child.tagName === 'param') as Element[]
  const found = parameters.find((each) => names.includes(attribute(each, 'name')?.toLowerCase() ?? ''))
  return found && attribute(found, 'value')
}
