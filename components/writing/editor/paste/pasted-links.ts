import type { Root } from 'hast'
import { attribute, eachElement, hasClass } from '#lib/rendering/walk-tree.ts'

/**
 * Links within this site name no site, those that go by way of Google go where they lead, and those to a place in the page that was copied are their words. Changes
 * the tree in place.
 * @param origin of this site
 */
export function settleLinks(tree: Root, origin: string): void {
  eachElement(tree, (link, parent) => {
    if (link.tagName !== 'a' || (parent.type === 'element' && hasClass(parent, 'footnote-ref'))) return
    const href = attribute(link, 'href')?.trim() ?? ''
    if (href === '' || href.startsWith('#')) return link.children
    link.properties = { href: shortened(href, origin) }
  })
}

function shortened(href: string, origin: string): string {
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return href
  const url = new URL(href)
  const beyond = /(?:^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url' ? (url.searchParams.get('q') ?? url.searchParams.get('url')) : null
  if (beyond && URL.canParse(beyond)) return beyond
  return url.origin === origin ? url.pathname + url.search + url.hash : href
}
