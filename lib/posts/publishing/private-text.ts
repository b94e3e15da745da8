import type { Prisma } from '#database'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { unrendered } from '#lib/posts/writing/draft-text.ts'

/** A text that is not public, as whoever was given a way to it reads it: without comments, neighbours or anything that leads on. */
export type PrivateText = {
  title: string
  standfirst: string
  html: string
  lang: string
  cover: Cover | null
  contentNotes: ContentNotes
  authors: string[]
  /** When it was saved, or opened. */
  at: Date
  /** Its words are kept and no renderer came to them yet: there is nothing to show. */
  late: boolean
}

const revision = {
  select: { title: true, standfirst: true, html: true, rendererVersion: true, cover: true, contentAnswer: true, contentNotes: true, savedAt: true },
} as const satisfies Prisma.PostRevisionDefaultArgs

const authorships = { orderBy: { position: 'asc' }, select: { personId: true, person: { select: { name: true } } } } as const satisfies Prisma.Post$authorshipsArgs

/** What is selected of a post and its text for {@link shapePrivate}. */
export const privateText = { revision, authorships }

type Revision = Prisma.PostRevisionGetPayload<typeof revision>

/** A row as it is shown. */
export function shapePrivate(post: { lang: string; authorships: { person: { name: string } }[] }, row: Revision, at: Date): PrivateText {
  const { title, standfirst, cover } = row
  const late = row.rendererVersion === unrendered
  // Until then it looks as the text before, which somebody may have taken back.
  const html = late ? '' : row.html
  return { title, standfirst, html, late, lang: post.lang, cover: readCover(cover), contentNotes: readContentNotes(row), authors: post.authorships.map(({ person }) => person.name), at }
}
