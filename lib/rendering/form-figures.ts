import type { Element, ElementContent, Root } from 'hast'
import { attribute, eachElement } from './walk-tree.ts'

/**
 * An image alone in its paragraph or list item becomes a figure, and its title the caption that everybody can read:
 * `![alt](/media/x.webp "The caption | Who made it")`. Changes the tree in place.
 * @param readWords Markdown on one line, as nodes that still have to be sanitised
 */
export function formFigures(tree: Root, readWords: (markdown: string) => ElementContent[]): void {
  eachElement(tree, (element) => {
    if (element.tagName !== 'p' && element.tagName !== 'li') return
    const content = onlyChild(element)
    const image = content && imageIn(content)
    if (!image) return
    const title = attribute(image, 'title')?.trim()
    delete image.properties.title
    const children = title ? [content, captionOf(title, readWords)] : [content]
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

/** What follows the last bar between blanks is the credit. */
function captionOf(title: string, readWords: (markdown: string) => ElementContent[]): Element {
  const [, caption = '', credit = ''] = /^(?:(.*) )?\| (.+)$/.exec(title) ?? ['', title]
  const words = caption === '' ? [] : readWords(caption)
  if (credit === '') return makeElement('figcaption', words)
  const small = makeElement('small', readWords(credit))
  small.properties.className = ['credit']
  return makeElement('figcaption', words.length > 0 ? [...words, { type: 'text', value: ' ' }, small] : [small])
}

function makeElement(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}
