import { z } from 'zod'
import type { CommentsMode, PostKind } from '#database'
import { publicReader } from '#lib/database.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { hasEarlierTexts } from '#lib/posts/read-published-history.ts'
import { readRelated } from '#lib/posts/read-related.ts'
import type { RelatedPost } from '#lib/posts/read-related.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { readSeriesPlace } from '#lib/posts/series/read-series.ts'
import type { SeriesPlace } from '#lib/posts/series/read-series.ts'
import { readUpdateNotes } from '#lib/posts/update-notes/read-update-notes.ts'
import type { UpdateNote } from '#lib/posts/update-notes/read-update-notes.ts'
import { readPostWorks } from '#lib/works/read-post-works.ts'
import type { PostWork } from '#lib/works/read-post-works.ts'

/** An essay or page as everybody may read it. */
export type Post = {
  id: string
  slug: string
  kind: PostKind
  listed: boolean
  title: string
  standfirst: string
  /** The author's own, else empty. */
  excerpt: string
  html: string
  text: string
  lang: string
  /** Where the text first appeared, if elsewhere. */
  canonicalUrl: string
  publishedAt: Date
  updatedAt: Date
  readingMinutes: number
  words: number
  headings: Heading[]
  contentNotes: ContentNotes
  /** The picture above the text. */
  cover: Cover | null
  commentsOpen: boolean
  manners: Manners
  commentCount: number
  topLevelCount: number
  authors: PostAuthor[]
  tags: PostTag[]
  updateNotes: UpdateNote[]
  /** Its author lets readers look back at what it said before, and it said something else. */
  hasEarlierTexts: boolean
  /** What it is about, in the order of its author. */
  works: PostWork[]
  /** Null when it stands in none. */
  series: SeriesPlace | null
  related: RelatedPost[]
}

/** What the author asks of those who answer. */
export type Manners = { guidelinesHtml: string; knownOnly: boolean; everySeconds: number | null; /** Null: not by time. */ closesAt: Date | null }

export type Heading = z.output<typeof headingShape>
export type PostAuthor = { id: string; handle: string; name: string; pronouns: string; biographyHtml: string; website: string }
export type PostTag = { slug: string; name: string }

const headingShape = z.object({ id: z.string(), text: z.string(), level: z.number() })

/** The published text of a slug with all that stands around it. Null when there is none, or none that may be seen. */
export async function readPost(slug: string, leaveOut: readonly Choosable[] = []): Promise<Post | null> {
  const row = await publicReader().publishedPost.findUnique({ where: { slug } })
  if (!row) return null
  const [authors, tags, updateNotes, works] = await Promise.all([readPostAuthors(row.id), readPostTags(row.id), readUpdateNotes([row.id]), readPostWorks(row.id)])
  const [series, related] =
    row.kind === 'essay' ? await Promise.all([readSeriesPlace(row.id), readRelated(row.id, tags.map((tag) => tag.id), leaveOut)]) : [null, []]
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    listed: row.listed,
    title: row.title,
    standfirst: row.standfirst,
    excerpt: row.excerpt,
    html: row.html,
    text: row.text,
    lang: row.lang,
    canonicalUrl: row.canonicalUrl,
    publishedAt: row.publishedAt,
    updatedAt: row.updatedAt,
    readingMinutes: readingMinutes(row.words, row.lang),
    words: row.words,
    headings: z.array(headingShape).catch([]).parse(row.headings),
    contentNotes: readContentNotes(row),
    cover: readCover(row.cover),
    commentsOpen: isOpen(row.commentsMode),
    manners: { guidelinesHtml: row.commentGuidelinesHtml, knownOnly: row.commenters === 'known', everySeconds: row.commentsEverySeconds, closesAt: row.commentsCloseAt },
    commentCount: row.commentCount,
    topLevelCount: row.topLevelCount,
    authors,
    tags: tags.map(({ slug: tagSlug, name }) => ({ slug: tagSlug, name })),
    updateNotes: updateNotes.get(row.id) ?? [],
    hasEarlierTexts: row.historyShown && (await hasEarlierTexts(row.id, row.revisionId)),
    works,
    series,
    related,
  }
}

function isOpen(mode: CommentsMode): boolean {
  return mode === 'open'
}

async function readPostAuthors(postId: string): Promise<PostAuthor[]> {
  const authorships = await publicReader().publishedAuthorship.findMany({ where: { postId }, orderBy: { position: 'asc' } })
  const people = await publicReader().publishedPerson.findMany({
    where: { id: { in: authorships.map((each) => each.personId) } },
    select: { id: true, handle: true, name: true, pronouns: true, biographyHtml: true, website: true },
  })
  return authorships.flatMap(({ personId }) => people.find((person) => person.id === personId) ?? [])
}

async function readPostTags(postId: string) {
  const rows = await publicReader().publishedPostTag.findMany({ where: { postId }, orderBy: [{ position: 'asc' }, { name: 'asc' }] })
  return rows.map(({ tagId, slug, name }) => ({ id: tagId, slug, name }))
}
