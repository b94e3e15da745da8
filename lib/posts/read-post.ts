import { Prisma } from '#database'
import type { CommentsMode, PostKind } from '#database'
import { ask, momentOf, publicQuestion, together } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes, SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { hasHistory } from '#lib/posts/read-published-history.ts'
import { readHeadings } from '#lib/posts/read-headings.ts'
import type { Heading } from '#lib/posts/read-headings.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { seriesPlaceOf } from '#lib/posts/series/read-series.ts'
import type { SeriesPlace } from '#lib/posts/series/read-series.ts'
import { updateNotesOf } from '#lib/posts/update-notes/read-update-notes.ts'
import type { UpdateNote } from '#lib/posts/update-notes/read-update-notes.ts'
import { postWorksOf } from '#lib/works/read-post-works.ts'
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
}

/** What the author asks of those who answer. */
export type Manners = { guidelinesHtml: string; knownOnly: boolean; everySeconds: number | null; /** Null: not by time. */ closesAt: Date | null }

export type PostAuthor = { id: string; handle: string; name: string; pronouns: string; biographyHtml: string; website: string }
export type PostTag = { slug: string; name: string }

/** A row of published_post as JSON, and the answers to what is asked around it. */
type Row = SaidContent & Pick<Post, 'id' | 'slug' | 'kind' | 'listed' | 'title' | 'standfirst' | 'excerpt' | 'html' | 'text' | 'lang' | 'canonicalUrl' | 'words' | 'commentCount' | 'topLevelCount'> & {
  publishedAt: string; updatedAt: string; headings: unknown; cover: unknown; commentsMode: CommentsMode; commenters: string; commentsEverySeconds: number | null; commentsCloseAt: string | null
  commentGuidelinesHtml: string; around: unknown[]
}

/** The published text of a slug with all that stands around it. Null when there is none, or none that may be seen. */
export async function readPost(slug: string): Promise<Post | null> {
  return ask(postAt(slug))
}

/** The same, to be asked together with others. */
export function postAt(slug: string): Question<Post | null> {
  const around = together(aroundPost)
  return publicQuestion(Prisma.sql`
    SELECT p.id, p.slug, p.kind::text AS kind, p.listed, p.title, p.standfirst, p.excerpt, p.html, p.text, p.lang, p.canonical_url AS "canonicalUrl",
      p.published_at AS "publishedAt", p.updated_at AS "updatedAt", p.words, p.headings, p.content_answer::text AS "contentAnswer", p.content_notes AS "contentNotes",
      p.cover, p.comments_mode::text AS "commentsMode", p.commenters::text AS commenters, p.comments_every_seconds AS "commentsEverySeconds",
      p.comments_close_at AS "commentsCloseAt", p.comment_guidelines_html AS "commentGuidelinesHtml", p.comment_count AS "commentCount",
      p.top_level_count AS "topLevelCount", ${around.sql} AS around
    FROM published_post p WHERE p.slug = ${slug}::text`,
  ([row]: Row[]) => (row ? postOf(row, around.read(row.around)) : null))
}

function postOf(row: Row, around: Pick<Post, keyof typeof aroundPost>): Post {
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
    publishedAt: momentOf(row.publishedAt),
    updatedAt: momentOf(row.updatedAt),
    readingMinutes: readingMinutes(row.words, row.lang),
    words: row.words,
    headings: readHeadings(row.headings),
    contentNotes: readContentNotes(row),
    cover: readCover(row.cover),
    commentsOpen: isOpen(row.commentsMode),
    manners: {
      guidelinesHtml: row.commentGuidelinesHtml, knownOnly: row.commenters === 'known', everySeconds: row.commentsEverySeconds,
      closesAt: row.commentsCloseAt === null ? null : momentOf(row.commentsCloseAt),
    },
    commentCount: row.commentCount,
    topLevelCount: row.topLevelCount,
    ...around,
  }
}

function isOpen(mode: CommentsMode): boolean {
  return mode === 'open'
}

/** Of a published post `p`: who wrote it, what it is filed under, and what else there is of it to be read. */
const aroundPost = {
  authors: publicQuestion(Prisma.sql`
    SELECT w.id, w.handle, w.name, w.pronouns, w.biography_html AS "biographyHtml", w.website
    FROM published_authorship a JOIN published_person w ON w.id = a.person_id WHERE a.post_id = p.id ORDER BY a.position, a.person_id`,
  (authors: PostAuthor[]) => authors),
  tags: publicQuestion(Prisma.sql`SELECT t.slug, t.name FROM published_post_tag t WHERE t.post_id = p.id ORDER BY t.position, t.name`, (tags: PostTag[]) => tags),
  updateNotes: updateNotesOf(Prisma.sql`p.id`),
  hasHistory,
  works: postWorksOf(Prisma.sql`p.id`),
  series: seriesPlaceOf(Prisma.sql`p.id`),
}
