import { reader } from '#lib/database.ts'
import type { ListedWork } from '#lib/works/works-form.ts'

/** The works that a saved text is about, in their order; for those who may write it. One that was merged since stands as the other. */
export async function readRevisionWorks(revisionId: string): Promise<ListedWork[]> {
  const shown = { slug: true, title: true, year: true, kind: true } as const
  const rows = await reader().revisionWork.findMany({
    where: { postRevisionId: revisionId }, orderBy: { position: 'asc' },
    select: { role: true, rating: true, scale: true, work: { select: { ...shown, mergedInto: { select: shown } } } },
  })
  return rows.map(({ role, rating, scale, work: { mergedInto, ...work } }) =>
    ({ ...(mergedInto ?? work), role, rating: rating?.toString() ?? '', scale: scale?.toString() ?? '' }))
}
