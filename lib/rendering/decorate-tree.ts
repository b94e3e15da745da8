import GithubSlugger, { slug } from 'github-slugger'
import type { Element, ElementContent, Root } from 'hast'
import { idPrefixOf } from './rendering-profiles.ts'
import type { Heading, RenderingOptions, RenderingProfile } from './rendering-profiles.ts'
import { isRemote } from './safe-url.ts'
import { sizeImages } from './size-images.ts'
import { visibleText } from './visible-text.ts'
import { attribute, eachElement, hasClass } from './walk-tree.ts'

/**
 * Adds to a sanitised tree what only we may say: ids with their prefix, addresses of headings, the `rel` of links, the
 * roles and names of footnotes. Changes the tree in place and returns the headings in document order.
 */
export function decorateTree(tree: Root, profile: RenderingProfile, options: RenderingOptions): Heading[] {
  const prefix = idPrefixOf(profile, options)
  const ids = prefixIds(tree, prefix)
  eachElement(tree, element => {
    if (element.tagName === 'a') return decorateLink(element, profile, prefix, ids)
    if (element.tagName === 'th') decorateHeader(element)
    // They scroll sideways where they are too wide, and keyboards can only scroll what they can reach.
    if (element.tagName === 'pre' || element.tagName === 'table') element.properties.tabIndex = 0
  })
  sizeImages(tree)
  decorateFootnotes(tree, prefix)
  return profile === 'essay' ? addressHeadings(tree, prefix, ids) : []
}

/** An empty corner of a table is no header of anything. */
function decorateHeader(header: Element): void {
  if (visibleText(header) === '') header.tagName = 'td'
  else header.properties.scope ??= 'col'
}

/**
 * The first element with an id keeps it, prefixed; a second one would be unreachable and loses it. HTML that has been here before,
 * as that of an export has, comes out as it was.
 */
function prefixIds(tree: Root, prefix: string): Set<string> {
  const ids = new Set<string>()
  eachElement(tree, element => {
    const id = withoutPrefix(attribute(element, 'id') ?? '', prefix)
    delete element.properties.id
    if (!/^[^\s"'<>&]{1,100}$/.test(id) || ids.has(id)) return
    ids.add(id)
    element.properties.id = prefix + id
  })
  return ids
}

function withoutPrefix(id: string, prefix: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id
}

function decorateLink(link: Element, profile: RenderingProfile, prefix: string, ids: Set<string>): ElementContent[] | void {
  const href = attribute(link, 'href')
  if (href === undefined) return
  if (href.startsWith('#')) return leadTo(link, href.slice(1), prefix, ids)
  if (profile === 'comment') link.properties.rel = ['nofollow', 'ugc', 'noopener', 'noreferrer']
  else if (isRemote(href)) link.properties.rel = ['noopener']
}

/**
 * A link within the text follows its target's prefix; one that leads nowhere here, or out of the text, is no link, of which its author
 * is told before publishing. The way back from a note to a mention that is not shown, as in a note that is explained twice, is nothing.
 */
function leadTo(link: Element, target: string, prefix: string, ids: Set<string>): ElementContent[] | void {
  const id = [target, decoded(target)].map(name => withoutPrefix(name, prefix)).find(name => ids.has(name))
  link.properties.href = id === undefined ? undefined : `#${prefix}${encodeURIComponent(id)}`
  if (id === undefined && hasClass(link, 'footnote-backref')) return []
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}

/** Roles of WAI-ARIA for digital publishing, and names that make sense when a link is read alone. */
function decorateFootnotes(tree: Root, prefix: string): void {
  eachElement(tree, element => {
    if (hasClass(element, 'footnotes')) Object.assign(element.properties, { role: 'doc-endnotes', ariaLabel: 'Notes' })
    if (hasClass(element, 'footnote-ref')) eachElement(element, link => nameReference(link, prefix))
    if (hasClass(element, 'footnote-backref')) nameBackLink(element, prefix)
  })
}

function nameReference(link: Element, prefix: string): void {
  const note = noteNumber(link, `#${prefix}fn`)
  if (link.tagName === 'a' && note) Object.assign(link.properties, { role: 'doc-noteref', ariaLabel: `Note ${note}` })
}

function nameBackLink(link: Element, prefix: string): void {
  const [note, mention] = noteNumber(link, `#${prefix}fnref`)?.split('-') ?? []
  if (!note) return
  const place = mention ? `Back to mention ${mention} of note ${note} in the text` : `Back to note ${note} in the text`
  Object.assign(link.properties, { role: 'doc-backlink', ariaLabel: place })
}

function noteNumber(link: Element, start: string): string | undefined {
  const href = attribute(link, 'href') ?? ''
  return href.startsWith(start) ? /^\d+(?:-\d+)?$/.exec(href.slice(start.length))?.[0] : undefined
}

function addressHeadings(tree: Root, prefix: string, ids: Set<string>): Heading[] {
  const slugger = new GithubSlugger()
  for (const id of ids) slugger.slug(id, true)
  const headings: Heading[] = []
  const folded = headingsInSpoilers(tree)
  eachElement(tree, element => {
    if (!/^h[2-4]$/.test(element.tagName) || folded.has(element)) return
    const text = visibleText(element).replace(/\n/g, ' ')
    if (!text) return
    const id = attribute(element, 'id') ?? prefix + slugger.slug(slug(text.slice(0, 80).trim()) || 'section')
    element.properties.id = id
    headings.push({ id, text, level: Number(element.tagName[1]) })
  })
  return headings
}

/** Where a passage is folded, the contents do not give it away. */
function headingsInSpoilers(tree: Root): Set<Element> {
  const found = new Set<Element>()
  eachElement(tree, spoiler => {
    if (spoiler.properties.dataSpoiler !== undefined) eachElement(spoiler, element => void found.add(element))
  })
  return found
}
