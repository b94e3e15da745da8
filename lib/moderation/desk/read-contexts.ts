import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A comment near the one to judge, in reading order. `text` is its beginning, as plain words. */
export type Neighbour = { id: string; depth: number; state: string; name: string; text: string; here: boolean }

/** How many comments before and after are shown, and how many ancestors. */
const reach = 4

/** Characters of a neighbour's text. */
const beginning = 300

/**
 * The conversations around comments as a moderator sees them, by the ids of the comments: for each its ancestors, then what stands
 * just before and after it in the thread, published or waiting. One query for all of them, a few index scans for each: how
 * many there may be PostgreSQL guesses ten times too high, and would rather go through all comments.
 */
export async function readContexts(viewer: Viewer, commentIds: string[]): Promise<Outcome<Map<string, Neighbour[]>>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const rows = commentIds.length === 0 ? [] : await readNeighbours([...new Set(commentIds)])
  const contexts = new Map<string, Neighbour[]>()
  for (const { of, ...neighbour } of rows) contexts.set(of, [...(contexts.get(of) ?? []), neighbour])
  return done(contexts)
}

function readNeighbours(ids: string[]) {
  return reader().$queryRaw<(Neighbour & { of: string })[]>(planOnce(Prisma.sql`
    WITH RECURSIVE here AS (SELECT id, post_id, parent_id, path FROM comment WHERE id = ANY(${ids}::uuid[])),
    above AS (
      SELECT here.id AS of, here.id, here.parent_id, 0 AS steps FROM here
      UNION ALL
      SELECT above.of, c.id, c.parent_id, above.steps + 1 FROM above JOIN comment c ON c.id = above.parent_id WHERE above.steps < ${fixed(reach)}
    ),
    near AS (
      SELECT of, id FROM above
      UNION
      SELECT here.id, c.id FROM here, LATERAL (
        SELECT id FROM comment
        WHERE post_id = here.post_id AND path < here.path AND state IN ('published', 'held') ORDER BY path DESC LIMIT ${fixed(reach)}) c
      UNION
      SELECT here.id, c.id FROM here, LATERAL (
        SELECT id FROM comment
        WHERE post_id = here.post_id AND path > here.path AND state IN ('published', 'held') ORDER BY path LIMIT ${fixed(reach)}) c
    )
    SELECT near.of, c.id, c.depth, c.state::text AS state, coalesce(p.name, g.name, '') AS name, left(r.text, ${fixed(beginning)}) AS text, c.id = near.of AS here
    FROM near JOIN LATERAL (SELECT * FROM comment WHERE id = near.id LIMIT 1) c ON true
    JOIN comment_revision r ON r.id = coalesce(c.approved_revision_id, c.current_revision_id)
    LEFT JOIN person p ON p.id = c.author_id
    LEFT JOIN guest g ON g.id = c.guest_id
    ORDER BY near.of, c.path`))
}
