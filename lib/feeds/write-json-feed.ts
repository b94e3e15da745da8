import { absoluteHtml } from '#lib/feeds/feed.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { site } from '#lib/site.ts'

/** A feed as JSON Feed 1.1, with whole texts. */
export function writeJsonFeed(feed: Feed, origin: string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    language: site.lang,
    home_page_url: origin + feed.path,
    feed_url: `${origin}${feed.base}/feed.json`,
    items: feed.items.map((item) => describeItem(item, origin)),
  })
}

function describeItem(item: FeedItem, origin: string) {
  return {
    id: item.id,
    url: origin + item.path,
    title: item.title,
    summary: item.summary,
    content_html: absoluteHtml(item.html, origin, item.path),
    language: item.lang,
    date_published: item.publishedAt.toISOString(),
    date_modified: item.updatedAt.toISOString(),
    authors: item.authors.map(({ name, path }) => ({ name, ...(path && { url: origin + path }) })),
    tags: item.tags,
  }
}
