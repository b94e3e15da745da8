import { Prisma } from '#database'
import { all, one } from '#lib/moderation/decisions/written-rows.ts'

/** Columns that a list knows besides. */
type More = {
  /** Of a comment `c`, each after a comma. */
  comment: Prisma.Sql
  /** Of a proposal `p`, each after a comma. */
  proposal: Prisma.Sql
  /** Of the person `w` whose name, proposal or essay it is. */
  person: Prisma.Sql
}

/** As SQL, the columns of an item `i` for what it is about, as `judgedShape` selects them, with more of each. */
export function matterColumns({ comment, proposal, person }: More): Prisma.Sql {
  return Prisma.sql`
    ${one(Prisma.sql`
      SELECT c.id, c.state::text AS state, c.author_id AS "authorId", c.current_revision_id AS "currentRevisionId", c.approved_revision_id AS "approvedRevisionId",
        c.published_at AS "publishedAt", ${standing(Prisma.sql`other.comment_id = c.id`)} ${comment}
      FROM comment c WHERE c.id = i.comment_id`)} AS comment,
    ${one(Prisma.sql`
      SELECT n.id, n.name, n.state::text AS state, n.person_id AS "personId", n.former, ${personBy(Prisma.sql`n.person_id`, person)}, ${standing(Prisma.sql`other.name_id = n.id`)}
      FROM chosen_name n WHERE n.id = i.name_id`)} AS "chosenName",
    ${one(Prisma.sql`
      SELECT p.id, p.state::text AS state, p.person_id AS "personId", p.current_revision_id AS "currentRevisionId", p.published_at AS "publishedAt",
        ${personBy(Prisma.sql`p.person_id`, person)}, ${standing(Prisma.sql`other.proposal_id = p.id`)} ${proposal}
      FROM proposal p WHERE p.id = i.proposal_id`)} AS proposal,
    ${one(Prisma.sql`
      SELECT g.id, g.state::text AS state, g.person_id AS "personId", g.current_revision_id AS "currentRevisionId", g.approved_revision_id AS "approvedRevisionId",
        g.published_at AS "publishedAt", json_build_object('state', e.state, 'publishedRevisionId', e.published_revision_id) AS post,
        ${personBy(Prisma.sql`g.person_id`, person)}, ${standing(Prisma.sql`other.guest_post_id = g.id`)}
      FROM guest_post g JOIN post e ON e.id = g.post_id WHERE g.id = i.guest_post_id`)} AS "guestPost"`
}

/** As SQL, who made or sent something; null for nobody. */
export function personBy(id: Prisma.Sql, columns: Prisma.Sql, name = Prisma.sql`person`): Prisma.Sql {
  return Prisma.sql`${one(Prisma.sql`SELECT ${columns} FROM person w WHERE w.id = ${id}`)} AS ${name}`
}

/** As SQL, the essay with an id, as `titledShape` selects it. */
export function essayBy(id: Prisma.Sql): Prisma.Sql {
  return one(Prisma.sql`
    SELECT e.slug, ${one(titleOf(Prisma.sql`e.published_revision_id`))} AS "publishedRevision", ${one(titleOf(Prisma.sql`e.draft_revision_id`))} AS "draftRevision"
    FROM post e WHERE e.id = ${id}`)
}

/** As SQL, the title of a form of an essay. */
export function titleOf(revision: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT r.title FROM post_revision r WHERE r.id = ${revision}`
}

/** As SQL, the decision that an item `i` reads again. */
export const readAgain = one(Prisma.sql`
  SELECT d.id, d.action, d.to_state::text AS "toState", d.by_id AS "byId", (SELECT json_build_object('id', undo.id) FROM decision undo WHERE undo.undoes_id = d.id) AS "undoneBy"
  FROM decision d WHERE d.id = i.decision_id`)

/** All items about one thing, with the newest decision about each that is no undo and was not undone. */
function standing(about: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${all(Prisma.sql`
    SELECT other.id, ${all(Prisma.sql`
      SELECT d.id, d.seq, d.action FROM decision d
      WHERE d.review_item_id = other.id AND d.action <> 'undo' AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id) ORDER BY d.seq DESC LIMIT 1`)} AS decisions
    FROM review_item other WHERE ${about}`)} AS "reviewItems"`
}
