import { reader } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A comment near the one to judge, in reading order. */
export type Neighbour = { id: string; depth: number; state: string; name: string; html: string; submittedAt: Date; here: boolean }

/** How many comments before and after are shown. */
const reach = 4

/**
 * The conversation around a comment as a moderator sees it: its ancestors, then what stands just before and after it in the
 * thread, whatever its state.
 */
export async function readContext(viewer: Viewer, commentId: string): Promise<Outcome<Neighbour[]>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const rows = await reader().$queryRaw<Neighbour[]>`
    WITH here AS (SELECT id, post_id, root_id, path FROM comment WHERE id = ${commentId}::uuid),
    above AS (
      WITH RECURSIVE up AS (
        SELECT c.id, c.parent_id, 0 AS steps FROM comment c JOIN here ON c.id = here.id
        UNION ALL
        SELECT c.id, c.parent_id, up.steps + 1 FROM comment c JOIN up ON c.id = up.parent_id WHERE up.steps < ${reach}
      ) SELECT id FROM up
    ),
    before AS (
      SELECT c.id FROM comment c, here
      WHERE c.post_id = here.post_id AND c.path < here.path AND c.state IN ('published', 'held') ORDER BY c.path DESC LIMIT ${reach}
    ),
    after AS (
      SELECT c.id FROM comment c, here
      WHERE c.post_id = here.post_id AND c.path > here.path AND c.state IN ('published', 'held') ORDER BY c.path LIMIT ${reach}
    )
    SELECT c.id, c.depth, c.state::text AS state, coalesce(p.name, g.name, '') AS name, r.html,
      c.submitted_at AS "submittedAt", c.id = here.id AS here
    FROM comment c CROSS JOIN here
    JOIN comment_revision r ON r.id = coalesce(c.approved_revision_id, c.current_revision_id)
    LEFT JOIN person p ON p.id = c.author_id
    LEFT JOIN guest g ON g.id = c.guest_id
    WHERE c.id IN (SELECT id FROM above UNION SELECT id FROM before UNION SELECT id FROM after)
    ORDER BY c.path`
  return rows.length > 0 ? done(rows) : refuse('not-found', 'There is no such comment.')
}
