import type { Prisma } from '#database'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'

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
}

const revision = {
  select: { title: true, standfirst: true, html: true, cover: true, contentAnswer: true, contentNotes: true, savedAt: true },
} as const satisfies Prisma.PostRevisionDefaultArgs

const authorships = { orderBy: { position: 'asc' }, select: { personId: true, person: { select: { name: true } } } } as const satisfies Prisma.Post$authorshipsArgs

/** What is selected of a post and its text for {@link shapePrivate}. */
export const privateText = { revision, authorships }

type Revision = Prisma.PostRevisionGetPayload<typeof revision>

/** A row as it is shown. */
export function shapePrivate(post: { lang: string; authorships: { person: { name: string } }[] }, row: Revision, at: Date): PrivateText {
  const { title, standfirst, html, cover } = row
  return { title, standfirst, html, lang: post.lang, cover: readCover(cover), contentNotes: readContentNotes(row), authors: post.authorships.map(({ person }) => person.name), at }
}
