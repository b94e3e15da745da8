import type { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes, SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import { readAuthors } from '#lib/posts/read-authors.ts'
import type { Author } from '#lib/posts/read-authors.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'

/** An essay as it stands in a list. */
export type PostLine = {
  id: string
  slug: string
  title: string
  standfirst: string
  lang: string
  publishedAt: Date
  readingMinutes: number
  commentCount: number
  /** Stand before any of its text. */
  contentNotes: ContentNotes
  authors: Author[]
}

export type PostList = {
  lines: PostLine[]
  /** The slug after which older ones follow: the address says `?before=`. Null at the end. */
  older: string | null
  /** Essays that would stand on this page, had the reader not chosen otherwise. */
  leftOut: number
}

/** Essays on one page of a list. */
export const linesPerPage = 20

/**
 * A page of a list of essays, newest first. Pages hang on an essay, not on a number, so that they stay what they are while new
 * essays appear.
 * @param where which of the listed essays
 * @param before slug of the last essay of the page before; undefined for the first page
 * @param leaveOut what the reader wants in no list
 * @returns null when there is no essay of that slug
 */
export async function readPostList(where: Prisma.PublishedPostWhereInput, before: string | undefined, leaveOut: readonly Choosable[] = []): Promise<PostList | null> {
  const start = before === undefined ? null : await findStart(before)
  if (before !== undefined && !start) return null
  const all = { AND: [{ listed: true }, where, ...(start ? [olderThan(start)] : [])] }
  const rows = await publicReader().publishedPost.findMany({
    where: leaveOut.length > 0 ? { AND: [all, without(leaveOut)] } : all,
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: linesPerPage + 1,
    select: columns,
  })
  const lines = await withAuthors(rows.slice(0, linesPerPage))
  const last = rows.length > linesPerPage ? lines.at(-1) : undefined
  return { lines, older: last?.slug ?? null, leftOut: leaveOut.length > 0 ? await countLeftOut(all, last, leaveOut) : 0 }
}

/** Texts that name nothing of this. */
export function without(leaveOut: readonly Choosable[]): Prisma.PublishedPostWhereInput {
  return { topics: { none: { topic: { in: [...leaveOut] } } } }
}

/** Of the page that ends with `last`, or with the list. */
function countLeftOut(all: Prisma.PublishedPostWhereInput, last: Start | undefined, leaveOut: readonly Choosable[]): Promise<number> {
  const named = { topics: { some: { topic: { in: [...leaveOut] } } } }
  return publicReader().publishedPost.count({ where: { AND: [all, named, ...(last ? [{ NOT: olderThan(last) }] : [])] } })
}

/** Published essays as lines, in the order of their ids; what is not published is left out. */
export async function readPostLines(ids: string[]): Promise<PostLine[]> {
  const rows = await publicReader().publishedPost.findMany({ where: { id: { in: ids } }, select: columns })
  const lines = await withAuthors(rows)
  return lines.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

const columns = { id: true, slug: true, title: true, standfirst: true, lang: true, publishedAt: true, words: true, commentCount: true, contentAnswer: true, contentNotes: true } as const

type Row = Omit<PostLine, 'readingMinutes' | 'authors' | 'contentNotes'> & SaidContent & { words: number }

async function withAuthors(rows: Row[]): Promise<PostLine[]> {
  const authors = await readAuthors(rows.map((row) => row.id))
  return rows.map(({ words, contentAnswer, contentNotes, ...row }) => ({
    ...row,
    readingMinutes: readingMinutes(words, row.lang),
    contentNotes: readContentNotes({ contentAnswer, contentNotes }),
    authors: authors.get(row.id) ?? [],
  }))
}

type Start = { id: string; publishedAt: Date }

function findStart(slug: string): Promise<Start | null> {
  return publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true, publishedAt: true } })
}

function olderThan({ id, publishedAt }: Start): Prisma.PublishedPostWhereInput {
  return { OR: [{ publishedAt: { lt: publishedAt } }, { publishedAt, id: { lt: id } }] }
}
