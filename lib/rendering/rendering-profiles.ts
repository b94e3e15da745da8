/**
 * Who a text is by decides what it may contain: an `essay` comes from an author, a `comment` from anybody.
 */
export type RenderingProfile = 'comment' | 'essay'

export type RenderingOptions = {
  /** Goes into every id of the text, so that two comments on one page never share one. Letters, digits, hyphens. */
  idPrefix?: string
  /** Imported essays may show images that live elsewhere (https only); everything else shows our own media. */
  remoteImages?: boolean
}

export type Heading = { id: string, text: string, level: number }

/** What is stored with a revision: ready to print, to search and to count. */
export type Rendering = {
  html: string
  /** What a reader sees, without markup; blocks stand on lines of their own. Nothing of what is folded as a spoiler but its heading. */
  text: string
  /** In document order; empty for comments, whose headings carry no address. None of what is folded as a spoiler. */
  headings: Heading[]
  /** Of all of it, spoilers as well. */
  words: number
}

/**
 * Raise it with every change that may alter the HTML of a stored essay: stored renderings of a lower version are stale, and
 * lib/posts/renewing makes them anew.
 */
export const RENDERER_VERSION = 5

/** The same for comments, which have far fewer means. */
export const COMMENT_RENDERER_VERSION = 3

/** Every id in a text starts with this, so that no text can take an id of the page around it. */
export function idPrefixOf(profile: RenderingProfile, options: RenderingOptions): string {
  const own = (options.idPrefix ?? '').replace(/[^\w-]/g, '')
  const prefix = profile === 'comment' ? 'c-' : 'e-'
  return own ? `${prefix}${own}-` : prefix
}
