import type { CommentsMode, PostKind } from '#database'
import { publicReader } from '#lib/database.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { hasHistory } from '#lib/posts/read-published-history.ts'
import { readHeadings } from '#lib/posts/read-headings.ts'
import type { Heading } from '#lib/posts/read-headings.ts'
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
  hasHistory: boolean
  /** What it is about, in the order of its author. */
  works: PostWork[]
  /** Null when it stands in none. */
  series: SeriesPlace | null
  related: RelatedPost[]
}

/** What the author asks of those who answer. */
export type Manners = { guidelinesHtml: string; knownOnly: boolean; everySeconds: number | null; /** Null: not by time. */ closesAt: Date | null }

export type PostAuthor = { id: string; handle: string; name: string; pronouns: string; biographyHtml: string; website: string }
export type PostTag = { slug: string; name: string }

/** The published text of a slug with all that stands around it. Null when there is none, or none that may be seen. */
export async function readPost(slug: string, leaveOut: readonly Choosable[] = []): Promise<Post | null> {
  const row = await publicReader().publishedPost.findUnique({ where: { slug } })
  if (!row) return null
  const { authors, tags, ...there } = await readAround(row.id)
  const [updateNotes, works, series, related] = await Promise.all([
    there.notes ? readUpdateNotes([row.id]) : new Map<string, UpdateNote[]>(),
    there.works ? readPostWorks(row.id) : [],
    there.series ? readSeriesPlace(row.id) : null,
    row.kind === 'essay' ? readRelated(row.id, tags.map((tag) => tag.id), leaveOut) : [],
  ])
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
    headings: readHeadings(row.headings),
    contentNotes: readContentNotes(row),
    cover: readCover(row.cover),
    commentsOpen: isOpen(row.commentsMode),
    manners: { guidelinesHtml: row.commentGuidelinesHtml, knownOnly: row.commenters === 'known', everySeconds: row.commentsEverySeconds, closesAt: row.commentsCloseAt },
    commentCount: row.commentCount,
    topLevelCount: row.topLevelCount,
    authors,
    tags: tags.map(({ slug: tagSlug, name }) => ({ slug: tagSlug, name })),
    updateNotes: updateNotes.get(row.id) ?? [],
    hasHistory: row.historyShown && (await hasHistory(row.id, row.revisionId)),
    works,
    series,
    related,
  }
}

function isOpen(mode: CommentsMode): boolean {
  return mode === 'open'
}

type Around = { authors: PostAuthor[]; tags: (PostTag & { id: string })[]; notes: boolean; works: boolean; series: boolean }

/** Who wrote it and what it is filed under, and what else there is of it to be read: most essays have no notes and stand in no series. */
async function readAround(postId: string): Promise<Around> {
  const [around] = await publicReader().$queryRaw<Around[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'handle', w.handle, 'name', w.name, 'pronouns', w.pronouns, 'biographyHtml', w.biography_html, 'website', w.website)
          ORDER BY a.position, a.person_id), '[]')
        FROM published_authorship a JOIN published_person w ON w.id = a.person_id WHERE a.post_id = ${postId}::uuid) AS authors,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.tag_id, 'slug', t.slug, 'name', t.name) ORDER BY t.position, t.name), '[]')
        FROM published_post_tag t WHERE t.post_id = ${postId}::uuid) AS tags,
      EXISTS (SELECT FROM published_update_note n WHERE n.post_id = ${postId}::uuid) AS notes,
      EXISTS (SELECT FROM published_post_work k WHERE k.post_id = ${postId}::uuid) AS works,
      EXISTS (SELECT FROM published_series_post s WHERE s.post_id = ${postId}::uuid) AS series`
  if (!around) throw new Error('The database said nothing of a post')
  return around
}
