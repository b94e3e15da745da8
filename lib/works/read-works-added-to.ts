import { publicReader } from '#lib/database.ts'

/** A work to whose page somebody has added. */
export type AddedTo = { slug: string; title: string; year: number | null }

/** More than this many are a catalogue. */
const most = 30

/** Works to whose pages somebody has added, by title. */
export async function readWorksAddedTo(personId: string): Promise<AddedTo[]> {
  const added = await publicReader().publishedContribution.findMany({ where: { personId }, select: { workId: true }, take: most })
  return publicReader().publishedWork.findMany({
    where: { id: { in: added.map(({ workId }) => workId) } }, orderBy: { title: 'asc' }, select: { slug: true, title: true, year: true },
  })
}
