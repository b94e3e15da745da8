import { escapeHtml } from '#lib/feeds/escape-html.ts'
import { absoluteHtml, lastChange } from '#lib/feeds/feed.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { element, emptyElement } from '#lib/feeds/write-xml.ts'
import { site } from '#lib/site.ts'

const namespaces = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  thr: 'http://purl.org/syndication/thread/1.0',
  wfw: 'http://wellformedweb.org/CommentAPI/',
}

/** A feed as RSS 2.0, with whole texts. */
export function writeRss(feed: Feed, origin: string): string {
  const changedAt = lastChange(feed)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<rss version="2.0" ${Object.entries(namespaces).map(([name, address]) => `xmlns:${name}="${address}"`).join(' ')}>`,
    '<channel>',
    element('title', feed.title),
    element('link', origin + feed.path),
    element('description', feed.description),
    element('language', site.lang),
    emptyElement('atom:link', { rel: 'self', type: 'application/rss+xml', href: `${origin}${feed.base}/feed.xml` }),
    ...(changedAt ? [element('lastBuildDate', changedAt.toUTCString())] : []),
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
    ...item.authors.map(({ name }) => element('dc:creator', name)),
    ...(item.lang === site.lang ? [] : [element('dc:language', item.lang)]),
    ...item.tags.map((name) => element('category', name)),
    // Readers take this for HTML.
    element('description', escapeHtml(item.summary)),
    element('content:encoded', absoluteHtml(item.html, origin, item.path)),
    ...writeConversation(item, origin),
    '</item>',
  ].join('\n')
}

function writeConversation({ conversation, answers }: FeedItem, origin: string): string[] {
  return [
    ...(conversation ? [element('comments', origin + conversation.path), element('slash:comments', String(conversation.count))] : []),
    ...(conversation?.feed ? [element('wfw:commentRss', origin + conversation.feed)] : []),
    ...(answers ? [emptyElement('thr:in-reply-to', { ref: answers.id, href: origin + answers.path, type: 'text/html' })] : []),
  ]
}
