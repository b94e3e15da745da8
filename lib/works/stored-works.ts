import type { Prisma } from '#database'
import type { SettledWork } from '#lib/works/revision-works.ts'

/** The works of a revision, for whoever loads the revision. */
export const storedWorks = {
  orderBy: { position: 'asc' }, select: { workId: true, role: true, rating: true, scale: true },
} as const satisfies Prisma.PostRevision$worksArgs

type Stored = Prisma.RevisionWorkGetPayload<typeof storedWorks>

/** The same as they are settled for another revision. */
export function settledOf(works: readonly Stored[]): SettledWork[] {
  return works.map(({ rating, ...work }) => ({ ...work, rating: rating === null ? null : rating.toNumber() }))
}
