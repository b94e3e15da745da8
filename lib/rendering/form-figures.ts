import type { Element, ElementContent, Root } from 'hast'
import { attribute, eachElement } from './walk-tree.ts'

/**
 * An image alone in its paragraph or list item becomes a figure, and its title the caption that everybody can read:
 * `![alt](/media/x.webp "The caption")`. Changes the tree in place.
 */
export function formFigures(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName !== 'p' && element.tagName !== 'li') return
    const content = onlyChild(element)
    const image = content && imageIn(content)
    if (!image) return
    const title = attribute(image, 'title')?.trim()
    delete image.properties.title
    const children = title ? [content, captionOf(title)] : [content]
    if (element.tagName === 'li') element.children = [{ type: 'element', tagName: 'figure', properties: {}, children }]
    else Object.assign(element, { tagName: 'figure', children })
  })
}

/** The one child that is not white space. */
export function onlyChild(element: Element): Element | undefined {
  const children = element.children.filter((child) => child.type !== 'text' || /\S/.test(child.value))
  const [child, second] = children
  return child?.type === 'element' && !second ? child : undefined
}

/** The image that the element is, or that is all a link holds. */
export function imageIn(element: Element): Element | undefined {
  if (element.tagName === 'img') return element
  const inside = element.tagName === 'a' ? onlyChild(element) : undefined
  return inside?.tagName === 'img' ? inside : undefined
}

function captionOf(text: string): ElementContent {
  return { type: 'element', tagName: 'figcaption', properties: {}, children: [{ type: 'text', value: text }] }
}
