import { publicReader } from '#lib/database.ts'
import { listOf, readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'

/** A work as it stands in a list. */
export type WorkLine = {
  id: string
  slug: string
  title: string
  kind: string
  year: number | null
  /** Who made it: authors of a book, directors of a film. Empty when nobody is known. */
  by: string
  outline: string
  /** Listed essays that are about it, mentions included. */
  essays: number
}

export type WorkList = { lines: WorkLine[]; next: string | null }

export const worksPerPage = 50

/** A page of all works by title. @param after slug of the last one of the page before @returns null when there is no such work */
export async function readWorkList(after: string | undefined): Promise<WorkList | null> {
  const start = after === undefined ? null : await publicReader().publishedWork.findUnique({ where: { slug: after }, select: { title: true, id: true } })
  if (after !== undefined && !start) return null
  const rows = await publicReader().publishedWork.findMany({
    where: start ? { OR: [{ title: { gt: start.title } }, { title: start.title, id: { gt: start.id } }] } : {},
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    take: worksPerPage + 1,
    select: columns,
  })
  const counts = await countEssays(rows.map(({ id }) => id))
  const lines = rows.slice(0, worksPerPage).map(({ facts, ...row }) => ({ ...row, by: makersOf(readDocument(facts)), essays: counts.get(row.id) ?? 0 }))
  return { lines, next: rows.length > worksPerPage ? (lines.at(-1)?.slug ?? null) : null }
}

const columns = { id: true, slug: true, title: true, kind: true, year: true, outline: true, facts: true } as const

/** Whoever comes first on its page: authors, directors, creators or performers. */
export function makersOf(document: Document): string {
  const credits = listOf(document, 'credits').map(({ value }) => value)
  const role = (['author', 'director', 'creator', 'performer', 'screenplay'] as const).find((each) => credits.some((credit) => credit.role === each))
  const names = credits.filter((credit) => credit.role === role).map(({ name }) => name)
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : new Intl.ListFormat('en-GB').format(names)
}

async function countEssays(ids: string[]): Promise<Map<string, number>> {
  const counted = await publicReader().publishedPostWork.groupBy({ by: ['workId'], where: { workId: { in: ids }, listed: true }, _count: { postId: true } })
  return new Map(counted.map(({ workId, _count }) => [workId, _count.postId]))
}
