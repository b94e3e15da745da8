import { Prisma } from '#database'
import type { Cursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import type { KnownFilter } from '#lib/moderation/desk/queue-filter.ts'

/** A filter, and if one asks for them alone, the ids of some items. */
type Among = KnownFilter & { among?: string[] }

/** What waits, oldest first, after a place in the list. Each filter walks an index of what waits, however much that is. */
export async function findWaiting(filter: Among, after: Cursor | null, limit: number): Promise<Cursor[]> {
  const common = filter.q !== '' && (await isCommon(filter.q))
  return reader().$queryRaw<Cursor[]>(waitingQuery(filter, after, limit, common))
}

/**
 * The query behind {@link findWaiting}, so that its plan can be looked at.
 * @param common see {@link isCommon}
 */
export function waitingQuery(filter: Among, after: Cursor | null, limit: number, common = false): Prisma.Sql {
  const conditions = Prisma.join(conditionsOf(filter, after), ' AND ')
  const page = Prisma.sql`ORDER BY i.submitted_at, i.id LIMIT ${limit}`
  if (!filter.q) return Prisma.sql`SELECT i.submitted_at AS at, i.id FROM review_item i WHERE ${conditions} ${page}`
  const words = Prisma.sql`websearch_to_tsquery('simple', ${filter.q})`
  return Prisma.sql`
    WITH matching AS ${common ? Prisma.sql`NOT MATERIALIZED` : Prisma.sql`MATERIALIZED`} (SELECT * FROM review_item WHERE state = 'waiting' AND words @@ ${words})
    SELECT found.submitted_at AS at, found.id FROM (
      (SELECT i.submitted_at, i.id FROM matching i WHERE ${conditions} ${page})
      UNION
      (SELECT i.submitted_at, i.id FROM (SELECT id FROM person WHERE to_tsvector('simple', name || ' ' || handle) @@ ${words} ORDER BY id LIMIT ${namesFollowed}) p,
        LATERAL (SELECT i.submitted_at, i.id FROM review_item i WHERE ${conditions} AND i.person_id = p.id ${page}) i)
      UNION
      (SELECT i.submitted_at, i.id FROM (SELECT id FROM guest WHERE to_tsvector('simple', name) @@ ${words} ORDER BY id LIMIT ${namesFollowed}) g,
        LATERAL (SELECT i.submitted_at, i.id FROM review_item i WHERE ${conditions} AND i.guest_id = g.id ${page}) i)
    ) found ORDER BY found.submitted_at, found.id LIMIT ${limit}`
}

/** A name that more people bear than this finds the texts of so many of them; a handle finds one. */
const namesFollowed = 100

/** Texts that are found by a search are put in order when there are no more of them than this. */
const mostSorted = 2_000

/**
 * Whether so much of what waits has these words that walking along the queue meets them soon. PostgreSQL's own guess for a word
 * that hardly any text has is a hundred times too high, and it would walk along all of it.
 */
async function isCommon(q: string): Promise<boolean> {
  const rows = await reader().$queryRaw<{ found: number }[]>`
    SELECT count(*)::int AS found FROM (
      SELECT FROM review_item WHERE state = 'waiting' AND words @@ websearch_to_tsquery('simple', ${q}) LIMIT ${mostSorted + 1}) counted`
  return (rows[0]?.found ?? 0) > mostSorted
}

function conditionsOf({ kind, rule, post, person, host, among }: Among, after: Cursor | null): Prisma.Sql[] {
  const who = person?.handle === null ? Prisma.sql`i.guest_id` : Prisma.sql`i.person_id`
  return [
    Prisma.sql`i.state = 'waiting'`,
    ...(after ? [Prisma.sql`(i.submitted_at, i.id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
    ...(kind ? [Prisma.sql`i.kind = ${kind}::review_kind`] : []),
    ...(post ? [Prisma.sql`i.post_id = ${post.id}::uuid`] : []),
    ...(person ? [Prisma.sql`${who} = ${person.id}::uuid`] : []),
    ...(host ? [Prisma.sql`i.link_hosts @> ARRAY[${host}::text]`] : []),
    ...(among ? [Prisma.sql`i.id = ANY(${among}::uuid[])`] : []),
    ...(rule ? [Prisma.sql`i.held_by @> ARRAY[${rule}::text]`] : []),
  ]
}
