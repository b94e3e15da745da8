import { publicReader } from '#lib/database.ts'
import { labelOf } from '#lib/works/works-form.ts'

/** What a browser proposes where no script looks for more. */
const most = 50

/** The newest works as forms name them, for everybody. */
export async function readNewestWorks(): Promise<string[]> {
  const works = await publicReader().publishedWork.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: most, select: { title: true, year: true } })
  return [...new Set(works.map(labelOf))]
}
