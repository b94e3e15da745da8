/** What a feed says, in whatever format it is written. Addresses begin with a slash; the writers put the site's origin before them. */
export type Feed = {
  title: string
  description: string
  /** The page that the feed follows. */
  path: string
  items: FeedItem[]
}

export type FeedItem = {
  /** Stays the same when the address changes. */
  id: string
  title: string
  path: string
  /** The whole text; what readers may want to know before it stands on top. */
  html: string
  summary: string
  lang: string
  authors: string[]
  tags: string[]
  publishedAt: Date
  updatedAt: Date
}

/** When anything in the feed last changed. The epoch for an empty one, so that it stays the same from one request to the next. */
export function lastChange(feed: Feed): Date {
  return new Date(Math.max(0, ...feed.items.map((item) => item.updatedAt.getTime())))
}

/** A text with addresses that hold outside the site: readers show it without knowing where it came from. */
export function absoluteHtml(html: string, origin: string, path: string): string {
  return html.replace(/ (href|src)="([#/])/g, (_, name: string, start: string) => ` ${name}="${origin}${start === '#' ? path : ''}${start}`)
}
