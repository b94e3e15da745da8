import { Prisma } from '#database'
import type { Cursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import type { KnownFilter } from '#lib/moderation/queue-filter.ts'

/** A filter, and if one asks for them alone, the ids of some items. */
type Among = KnownFilter & { among?: string[] }

/** What waits, oldest first, after a place in the list. Each filter walks an index of what waits, however much that is. */
export async function findWaiting(filter: Among, after: Cursor | null, limit: number): Promise<Cursor[]> {
  return reader().$queryRaw<Cursor[]>(waitingQuery(filter, after, limit))
}

/** The query behind {@link findWaiting}, so that its plan can be looked at. */
export function waitingQuery(filter: Among, after: Cursor | null, limit: number): Prisma.Sql {
  const conditions = Prisma.join(conditionsOf(filter, after), ' AND ')
  if (!filter.q) return Prisma.sql`SELECT i.submitted_at AS at, i.id FROM review_item i WHERE ${conditions} ORDER BY i.submitted_at, i.id LIMIT ${limit}`
  const page = Prisma.sql`ORDER BY i.submitted_at, i.id LIMIT ${limit}`
  const words = Prisma.sql`websearch_to_tsquery('simple', ${filter.q})`
  return Prisma.sql`
    SELECT found.submitted_at AS at, found.id FROM (
      (SELECT i.submitted_at, i.id FROM review_item i JOIN comment_revision r ON r.id = i.comment_revision_id
        WHERE ${conditions} AND to_tsvector('simple', left(r.text, 100000)) @@ ${words} ${page})
      UNION
      (SELECT i.submitted_at, i.id FROM review_item i JOIN person p ON p.id = i.person_id
        WHERE ${conditions} AND to_tsvector('simple', p.name || ' ' || p.handle) @@ ${words} ${page})
      UNION
      (SELECT i.submitted_at, i.id FROM review_item i JOIN guest g ON g.id = i.guest_id
        WHERE ${conditions} AND to_tsvector('simple', g.name) @@ ${words} ${page})
    ) found ORDER BY found.submitted_at, found.id LIMIT ${limit}`
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
