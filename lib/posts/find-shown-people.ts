import { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import { planOnce } from '#lib/kept-plans.ts'

/**
 * Those of several people who have a page of their own: they wrote an essay that is listed, or a page, said something under one,
 * or added to a work. What is unlisted counts for nothing: whoever has the address may read it, but no other page tells that it is there.
 */
export async function findShownPeople(ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await publicReader().$queryRaw<{ id: string }[]>(planOnce(Prisma.sql`SELECT w.id FROM published_person w WHERE w.id = ANY(${ids}::uuid[]) AND ${isShown}`))
  return new Set(rows.map(({ id }) => id))
}

/** The same by handles. */
export async function findShownHandles(handles: string[]): Promise<Set<string>> {
  if (handles.length === 0) return new Set()
  const rows = await publicReader().$queryRaw<{ handle: string }[]>(planOnce(Prisma.sql`SELECT w.handle FROM published_person w WHERE w.handle = ANY(${handles}::text[]) AND ${isShown}`))
  return new Set(rows.map(({ handle }) => handle))
}

/** Of a published person `w`. Comments are looked for along the index of somebody's newest: until one is found among all of them, of whoever said nothing that is every comment. */
const isShown = Prisma.sql`(
  EXISTS (
    SELECT FROM published_authorship a JOIN published_post p ON p.id = a.post_id
    WHERE a.person_id = w.id AND (p.listed OR p.kind = 'page'))
  OR coalesce((
    SELECT true FROM published_comment c JOIN published_post p ON p.id = c.post_id
    WHERE c.author_id = w.id AND NOT c.tombstone AND (p.listed OR p.kind = 'page') ORDER BY c.submitted_at DESC LIMIT 1), false)
  OR EXISTS (SELECT FROM published_contribution k WHERE k.person_id = w.id))`
