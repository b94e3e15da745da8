import { publicReader } from '#lib/database.ts'
import { readDocument } from '#lib/works/facts/document.ts'
import { makersOf } from '#lib/works/read-work-list.ts'

/** A work to choose from. */
export type FoundWork = { slug: string; title: string; year: number | null; kind: string; by: string }

const most = 8

/** Works whose titles hold the words, those first that begin with them; without words the newest. */
export async function findWorks(words: string): Promise<FoundWork[]> {
  const wanted = words.trim().slice(0, 100)
  const like = wanted.replace(/[\\%_]/g, '\\$&')
  const rows = await publicReader().$queryRaw<{ slug: string; title: string; year: number | null; kind: string; facts: unknown }[]>`
    SELECT slug, title, year, kind, facts FROM published_work
    WHERE title ILIKE ${`%${like}%`} OR facts #>> '{facts,originalTitle,value}' ILIKE ${`%${like}%`}
      OR EXISTS (SELECT FROM jsonb_each(facts -> 'facts') f WHERE f.key LIKE 'otherTitles/%' AND f.value #>> '{value,title}' ILIKE ${`%${like}%`})
    ORDER BY ${wanted} <> '' AND title NOT ILIKE ${`${like}%`}, CASE WHEN ${wanted} = '' THEN created_at END DESC, title, id LIMIT ${most}`
  return rows.map(({ facts, ...row }) => ({ ...row, by: makersOf(readDocument(facts)) }))
}
