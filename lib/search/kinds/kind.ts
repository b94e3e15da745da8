import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import type { LanguageQuery } from '#lib/search/read-queries.ts'
import type { Passage } from '#lib/search/read-passages.ts'
import type { SearchPlace } from '#lib/search/search-place.ts'

/** What narrows a search, beside its kind. */
export type Narrowing = 'tag' | 'person' | 'year'

/** A search as the kinds are asked for it. */
export type Search = {
  queries: LanguageQuery[]
  tagId: string | null
  personId: string | null
  /** A year in universal time: from its first moment up to the first of the next. */
  year: { from: Date; until: Date } | null
}

/** Something found, before anything is read of it. */
export type Found = { id: string; config: string; rank: number; at: Date }

/** What a result can say of itself. All of it is read through the views of what is public. */
export type Material = {
  id: string
  path: string
  title: string
  lang: string
  /** Null for people: when somebody came is nobody's business. */
  at: Date | null
  by: { name: string; handle: string | null }[]
  replies: number | null
  /** The post that it is, or stands under; empty for neither. */
  postId: string
  /** What one should know before reading; stands above the snippet. */
  notes: string
  /** What readers may choose to leave it out by; none for what names nothing. */
  topics?: readonly Choosable[]
  /** Said in place of a snippet when the words stand nowhere that may be shown. */
  lead: string
  passages: Passage[]
}

/** One kind of thing that can be found: a file each, listed in the registry. */
export type SearchKind = {
  /** As addresses say it. */
  name: string
  /** Above many, and beside one. */
  label: string
  singular: string
  /** By relevance, all of a lower tier come first. */
  tier: number
  narrowedBy: readonly Narrowing[]
  /** Best first, after a place of the same tier. */
  findBest(search: Search, after: SearchPlace | null, limit: number): Promise<Found[]>
  /** Newest first; null when the kind has no place in an order by time. */
  findNewest: ((search: Search, after: SearchPlace | null, limit: number) => Promise<Found[]>) | null
  /** What may be shown of some of them, in any order; what is not public any more is left out. */
  describe(ids: string[]): Promise<Material[]>
}
