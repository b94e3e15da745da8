import { Prisma } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { readPersonRecord } from '#lib/moderation/people/read-person-record.ts'
import type { PersonRecord } from '#lib/moderation/people/read-person-record.ts'
import { isInForceAt } from '#lib/people/in-force.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What one may ask for: words of a name or handle, and only those whom a measure holds for. */
export type PeopleFilter = { q: string; measured: boolean }

/** People on one page of the list. */
const peoplePerPage = 25

/** Longest search, in characters: longer ones are no search. */
const longestSearch = 100

/** People by name or handle, or all of them, the newest first. `after` is the `next` of the page before. */
export async function findPeople(viewer: Viewer, { q, measured }: PeopleFilter, options: { after: string; now: Date }): Promise<Outcome<{ people: PersonRecord[]; next: string | null }>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const after = options.after ? decodeCursor(options.after) : null
  if (options.after && !after) return refuse('invalid', 'This page does not exist.')
  const words = beginnings(q)
  if (q.trim() !== '' && words === '') return done({ people: [], next: null })
  const conditions = [
    Prisma.sql`true`,
    ...(words ? [Prisma.sql`to_tsvector('simple', p.name || ' ' || p.handle) @@ to_tsquery('simple', ${words})`] : []),
    ...(measured ? [Prisma.sql`p.id IN (SELECT m.person_id FROM measure m WHERE ${isInForceAt(Prisma.sql`${options.now}::timestamptz`)})`] : []),
    ...(after ? [Prisma.sql`(p.created_at, p.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const rows = await reader().$queryRaw<{ at: Date; id: string }[]>`
    SELECT p.created_at AS at, p.id FROM person p WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${peoplePerPage + 1}`
  const page = rows.slice(0, peoplePerPage)
  const records = await readPersonRecord(viewer, page.map(({ id }) => id), options.now)
  if (!records.ok) return records
  const last = page.at(-1)
  return done({
    people: page.flatMap(({ id }) => records.value.get(id) ?? []),
    next: rows.length > peoplePerPage && last ? encodeCursor(last) : null,
  })
}

/** A search finds words by how they begin: `no` finds Noor. A handle is asked for with or without its sign. */
function beginnings(q: string): string {
  const words = q.slice(0, longestSearch).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map((word) => `${word}:*`).join(' & ')
}
