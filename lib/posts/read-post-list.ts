import type { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
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
  authors: Author[]
}

export type PostList = {
  lines: PostLine[]
  /** The slug after which older ones follow: the address says `?before=`. Null at the end. */
  older: string | null
}

/** Essays on one page of a list. */
export const linesPerPage = 20

/**
 * A page of a list of essays, newest first. Pages hang on an essay, not on a number, so that they stay what they are while new
 * essays appear.
 * @param where which of the listed essays
 * @param before slug of the last essay of the page before; undefined for the first page
 * @returns null when there is no essay of that slug
 */
export async function readPostList(where: Prisma.PublishedPostWhereInput, before: string | undefined): Promise<PostList | null> {
  const start = before === undefined ? null : await findStart(before)
  if (before !== undefined && !start) return null
  const rows = await publicReader().publishedPost.findMany({
    where: { AND: [{ listed: true }, where, ...(start ? [olderThan(start)] : [])] },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: linesPerPage + 1,
    select: columns,
  })
  const lines = await withAuthors(rows.slice(0, linesPerPage))
  return { lines, older: rows.length > linesPerPage ? (lines.at(-1)?.slug ?? null) : null }
}

/** Published essays as lines, in the order of their ids; what is not published is left out. */
export async function readPostLines(ids: string[]): Promise<PostLine[]> {
  const rows = await publicReader().publishedPost.findMany({ where: { id: { in: ids } }, select: columns })
  const lines = await withAuthors(rows)
  return lines.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

const columns = { id: true, slug: true, title: true, standfirst: true, lang: true, publishedAt: true, words: true, commentCount: true } as const

type Row = Omit<PostLine, 'readingMinutes' | 'authors'> & { words: number }

async function withAuthors(rows: Row[]): Promise<PostLine[]> {
  const authors = await readAuthors(rows.map((row) => row.id))
  return rows.map(({ words, ...row }) => ({ ...row, readingMinutes: readingMinutes(words, row.lang), authors: authors.get(row.id) ?? [] }))
}

type Start = { id: string; publishedAt: Date }

function findStart(slug: string): Promise<Start | null> {
  return publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true, publishedAt: true } })
}

function olderThan({ id, publishedAt }: Start): Prisma.PublishedPostWhereInput {
  return { OR: [{ publishedAt: { lt: publishedAt } }, { publishedAt, id: { lt: id } }] }
}
