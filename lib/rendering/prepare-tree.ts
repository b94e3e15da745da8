import type { Element, ElementContent, Root } from 'hast'
import type { RenderingOptions, RenderingProfile } from './rendering-profiles.ts'
import { safeImageUrl, safeUrl } from './safe-url.ts'
import { attribute, eachElement } from './walk-tree.ts'

/** Elements that say the same as one we allow; what is in neither list loses its tags and keeps its text. */
const SAME_AS: Record<RenderingProfile, Record<string, string>> = {
  essay: {
    h1: 'h2', h5: 'h4', h6: 'h4', strike: 's', tt: 'code', acronym: 'abbr', center: 'div', address: 'div', article: 'div',
    aside: 'div', header: 'div', footer: 'div', main: 'div', nav: 'div', form: 'div', fieldset: 'div', legend: 'p', hgroup: 'div',
    menu: 'ul',
    dir: 'ul', xmp: 'pre', listing: 'pre', plaintext: 'pre',
  },
  comment: {
    h1: 'h4', h2: 'h4', h3: 'h4', h6: 'h5', strike: 's', tt: 'code', samp: 'code', center: 'div', address: 'div', article: 'div', dl: 'div', dt: 'p', dd: 'p',
    table: 'div', caption: 'p', td: 'p', th: 'p', figure: 'div', figcaption: 'p', summary: 'p', legend: 'p', menu: 'ul', dir: 'ul',
    xmp: 'pre', listing: 'pre', plaintext: 'pre',
  },
}

/**
 * Turns what the allow-list does not know into what it does, before the sanitiser: it drops no text, while the
 * sanitiser would glue the cells of a table together. Changes the tree in place; nothing here has to be trusted.
 */
export function prepareTree(tree: Root, profile: RenderingProfile, options: RenderingOptions): void {
  eachElement(tree, element => {
    element.tagName = SAME_AS[profile][element.tagName] ?? element.tagName
    settleAlignment(element)
    settleNumbers(element)
    if (element.tagName === 'a') return settleLink(element)
    if (element.tagName === 'img') return settleImage(element, profile, options)
  })
}

/** markdown-it writes `style="text-align:right"`, older HTML `align="right"`; no style attribute passes our policy. */
function settleAlignment(element: Element): void {
  if (element.tagName !== 'td' && element.tagName !== 'th') return
  const asked = /text-align:\s*(left|center|right)/.exec(attribute(element, 'style') ?? '')?.[1] ?? attribute(element, 'align')
  if (asked) element.properties.className = [`align-${asked.toLowerCase()}`]
}

/** The longest list that anybody numbers, and the widest cell. What is no number says nothing, and a cell of millions of columns keeps a browser busy. */
const NUMBERS: Record<string, RegExp> = { start: /^-?\d{1,9}$/, value: /^-?\d{1,9}$/, colSpan: /^\d{1,3}$/, rowSpan: /^\d{1,3}$/ }

function settleNumbers(element: Element): void {
  for (const [name, number] of Object.entries(NUMBERS)) if (!number.test(attribute(element, name) ?? '')) delete element.properties[name]
}

/** A link without an address that may stand is its words, unless something leads to it. */
function settleLink(link: Element): ElementContent[] | void {
  const href = attribute(link, 'href')
  link.properties.href = href === undefined ? undefined : safeUrl(href)
  if (link.properties.href !== undefined || link.properties.id) return
  return link.children
}

/** In a comment, and wherever the image may not load, a link with the image's description stands for it. */
function settleImage(image: Element, profile: RenderingProfile, options: RenderingOptions): ElementContent[] | void {
  const src = attribute(image, 'src') ?? ''
  const shown = profile === 'essay' ? safeImageUrl(src, options.remoteImages ?? false) : undefined
  if (shown === undefined) return describedImage(image, src)
  image.properties.src = shown
  for (const side of ['width', 'height']) if (!/^\d{1,5}$/.test(attribute(image, side) ?? '')) delete image.properties[side]
}

function describedImage(image: Element, src: string): ElementContent[] {
  const href = safeUrl(src)
  const description = (attribute(image, 'alt') ?? '').trim()
  if (!src || href === undefined) return description ? [{ type: 'text', value: description }] : []
  return [{ type: 'element', tagName: 'a', properties: { href }, children: [{ type: 'text', value: description || 'image' }] }]
}
