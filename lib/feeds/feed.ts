/** What a feed says, in whatever format it is written. Addresses begin with a slash; the writers put the site's origin before them. */
export type Feed = {
  title: string
  description: string
  /** The page that the feed follows. */
  path: string
  /** What stands before the names of its files: `/tags/endings` for `/tags/endings/feed.xml`, empty for the site's own. */
  base: string
  items: FeedItem[]
}

export type FeedItem = {
  /** Stays the same when the address changes. */
  id: string
  title: string
  path: string
  /** The whole text; what readers may want to know before it stands on top. */
  html: string
  /** Plain words. */
  summary: string
  lang: string
  authors: FeedAuthor[]
  tags: string[]
  publishedAt: Date
  updatedAt: Date
  /** Null where nobody has said anything and nobody can. */
  conversation: FeedConversation | null
  /** What the text was written in answer to. */
  answers: { id: string; path: string } | null
}

/** Somebody with their page, if they have one. */
export type FeedAuthor = { name: string; path: string | null }

/** How many replies an essay has, where they stand, and the feed of them, if there is one. */
export type FeedConversation = { count: number; path: string; feed: string | null }

/** By what readers of feeds know a text again, for ever. @param id its own, a UUID */
export function lastingId(id: string): string {
  return `urn:uuid:${id}`
}

/** When anything in the feed last changed; null for an empty one. */
export function lastChange(feed: Feed): Date | null {
  return feed.items.length === 0 ? null : new Date(Math.max(...feed.items.map((item) => item.updatedAt.getTime())))
}

const tag = /<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>/gi

/**
 * A text with addresses that hold outside the site: readers show it without knowing where it came from. They know how wide they are
 * themselves, so an image is one address.
 */
export function absoluteHtml(html: string, origin: string, path: string): string {
  return html.replace(tag, (start) => start.replace(/ (?:srcset|sizes)="[^"]*"/g, '').replace(/ (href|src)="([^"]*)"/g, (_, name: string, address: string) => ` ${name}="${absolute(address, origin + path)}"`))
}

function absolute(address: string, page: string): string {
  return /^[a-z][a-z\d+.-]*:/i.test(address) || !URL.canParse(address, page) ? address : new URL(address, page).href
}
