import { absoluteHtml, lastChange } from '#lib/feeds/feed.ts'
import type { Feed, FeedAuthor, FeedItem } from '#lib/feeds/feed.ts'
import { element, emptyElement } from '#lib/feeds/write-xml.ts'
import { leftName } from '#lib/people/left-name.ts'
import { site } from '#lib/site.ts'

/** A feed as Atom (RFC 4287), with whole texts. */
export function writeAtom(feed: Feed, origin: string): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="${site.lang}">`,
    element('id', origin + feed.path),
    element('title', feed.title),
    element('subtitle', feed.description),
    // A feed must say when it changed; an empty one never did.
    element('updated', (lastChange(feed) ?? new Date(0)).toISOString()),
    emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: `${origin}${feed.base}/atom.xml` }),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: origin + feed.path }),
    ...feed.items.map((item) => writeEntry(item, origin)),
    '</feed>',
    '',
  ].join('\n')
}

function writeEntry(item: FeedItem, origin: string): string {
  const authors = item.authors.length > 0 ? item.authors : [nobody]
  return [
    `<entry xml:lang="${item.lang.replace(/[^A-Za-z0-9-]/g, '')}">`,
    element('id', item.id),
    element('title', item.title),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: origin + item.path }),
    element('published', item.publishedAt.toISOString()),
    element('updated', item.updatedAt.toISOString()),
    ...authors.map(({ name, path }) => `<author>${element('name', name)}${path ? element('uri', origin + path) : ''}</author>`),
    ...item.tags.map((term) => emptyElement('category', { term })),
    element('summary', item.summary),
    element('content', absoluteHtml(item.html, origin, item.path), { type: 'html' }),
    ...writeConversation(item, origin),
    '</entry>',
  ].join('\n')
}

/** An entry needs an author, also when theirs are gone. */
const nobody: FeedAuthor = { name: leftName, path: null }

function writeConversation({ conversation }: FeedItem, origin: string): string[] {
  if (!conversation) return []
  const count = { 'thr:count': String(conversation.count) }
  return [
    emptyElement('link', { rel: 'replies', type: 'text/html', href: origin + conversation.path, ...count }),
    ...(conversation.feed ? [emptyElement('link', { rel: 'replies', type: 'application/rss+xml', href: origin + conversation.feed, ...count })] : []),
  ]
}
