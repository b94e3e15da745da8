import { Prisma } from '#database'

/**
 * Common table expressions that end in `nearest (about, person_id, wanted, at, kind)`: of all that somebody said about hearing of a comment,
 * what counts. A no to the whole conversation does; else the word nearest to the comment, of several branches that of the innermost. For
 * use after WITH RECURSIVE. This is the one place where the rule stands.
 * @param about a query for the ids of comments
 * @param of a condition on `f.person_id`, where it is about somebody
 */
export function nearestWords(about: Prisma.Sql, of: Prisma.Sql = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    asked AS MATERIALIZED (
      SELECT DISTINCT c.id, c.post_id, c.parent_id, c.depth FROM comment c WHERE c.id IN (${about})
    ), up AS (
      SELECT id AS about, id, parent_id, depth FROM asked
      UNION ALL SELECT up.about, c.id, c.parent_id, c.depth FROM up JOIN comment c ON c.id = up.parent_id
    ), said AS MATERIALIZED (
      SELECT up.about, f.person_id, f.wanted, f.at, 'branch' AS kind, up.depth FROM up JOIN follow f ON f.comment_id = up.id ${of}
      UNION ALL SELECT asked.id, f.person_id, f.wanted, f.at, 'thread', -1 FROM asked JOIN follow f ON f.post_id = asked.post_id ${of}
    ), nearest AS MATERIALIZED (
      SELECT DISTINCT ON (about, person_id) about, person_id, wanted, at, kind FROM said
      ORDER BY about, person_id, (kind = 'thread' AND NOT wanted) DESC, depth DESC
    )`
}
