import { absoluteHtml, lastChange } from '#lib/feeds/feed.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { element, emptyElement } from '#lib/feeds/write-xml.ts'

/** A feed as RSS 2.0, with whole texts. */
export function writeRss(feed: Feed, origin: string, own: string): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', feed.title),
    element('link', origin + feed.path),
    element('description', feed.description),
    emptyElement('atom:link', { rel: 'self', type: 'application/rss+xml', href: origin + own }),
    element('lastBuildDate', lastChange(feed).toUTCString()),
    ...feed.items.map((item) => writeItem(item, origin)),
    '</channel>',
    '</rss>',
    '',
  ].join('\n')
}

function writeItem(item: FeedItem, origin: string): string {
  return [
    '<item>',
    element('title', item.title),
    element('link', origin + item.path),
    element('guid', item.id, { isPermaLink: 'false' }),
    element('pubDate', item.publishedAt.toUTCString()),
    ...item.authors.map((name) => element('dc:creator', name)),
    ...item.tags.map((name) => element('category', name)),
    element('description', item.summary),
    element('content:encoded', absoluteHtml(item.html, origin, item.path)),
    '</item>',
  ].join('\n')
}
