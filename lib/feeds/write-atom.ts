import { absoluteHtml, lastChange } from '#lib/feeds/feed.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { element, emptyElement } from '#lib/feeds/write-xml.ts'

/** A feed as Atom (RFC 4287), with whole texts. */
export function writeAtom(feed: Feed, origin: string, own: string): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', origin + feed.path),
    element('title', feed.title),
    element('subtitle', feed.description),
    element('updated', lastChange(feed).toISOString()),
    emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: origin + own }),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: origin + feed.path }),
    ...feed.items.map((item) => writeEntry(item, origin)),
    '</feed>',
    '',
  ].join('\n')
}

function writeEntry(item: FeedItem, origin: string): string {
  return [
    `<entry xml:lang="${item.lang.replace(/[^A-Za-z0-9-]/g, '')}">`,
    element('id', item.id),
    element('title', item.title),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: origin + item.path }),
    element('published', item.publishedAt.toISOString()),
    element('updated', item.updatedAt.toISOString()),
    // An entry needs an author; one whose author is gone is by nobody in particular.
    ...(item.authors.length > 0 ? item.authors : ['Somebody']).map((name) => `<author>${element('name', name)}</author>`),
    ...item.tags.map((term) => emptyElement('category', { term })),
    element('summary', item.summary),
    element('content', absoluteHtml(item.html, origin, item.path), { type: 'html' }),
    '</entry>',
  ].join('\n')
}
