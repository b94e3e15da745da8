import { Prisma } from '#database'
import { bytesOf, insideQuestion, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { subjectShape } from '#lib/moderation/decisions/load-subject.ts'

/** An item with everything that a verdict needs to know: what `subjectShape` selects. */
export type SubjectRow = Prisma.ReviewItemGetPayload<{ select: typeof subjectShape }>

/** A value as it comes in JSON. */
type Written<Value> = Value extends Date | Uint8Array ? string
  : Value extends (infer Each)[] ? Written<Each>[]
  : Value extends object ? { [Name in keyof Value]: Written<Value[Name]> }
  : Value

/** Items `i` that a condition names, in one statement where a `select` would take one for each thing that belongs to them. */
export function subjectRows(condition: Prisma.Sql): Question<SubjectRow[]> {
  return insideQuestion(Prisma.sql`
    SELECT i.id, i.kind::text AS kind, i.state::text AS state, i.version, i.decided_at AS "decidedAt", i.opened_by_id AS "openedById",
      ${one(textBy(Prisma.sql`i.comment_revision_id`))} AS "commentRevision",
      ${one(Prisma.sql`
        SELECT c.id, c.state::text AS state, c.author_id AS "authorId", c.current_revision_id AS "currentRevisionId", c.approved_revision_id AS "approvedRevisionId",
          c.published_at AS "publishedAt", ${one(textBy(Prisma.sql`c.approved_revision_id`))} AS "approvedRevision"
        FROM comment c WHERE c.id = i.comment_id`)} AS comment,
      ${one(Prisma.sql`
        SELECT n.id, n.name, n.state::text AS state, n.person_id AS "personId", n.former, json_build_object('name', p.name) AS person
        FROM chosen_name n JOIN person p ON p.id = n.person_id WHERE n.id = i.name_id`)} AS "chosenName",
      ${one(Prisma.sql`
        SELECT p.id, p.state::text AS state, p.person_id AS "personId", p.current_revision_id AS "currentRevisionId", p.published_at AS "publishedAt"
        FROM proposal p WHERE p.id = i.proposal_id`)} AS proposal,
      ${one(Prisma.sql`SELECT r.id, r.text FROM proposal_revision r WHERE r.id = i.proposal_revision_id`)} AS "proposalRevision",
      ${one(Prisma.sql`
        SELECT g.id, g.state::text AS state, g.person_id AS "personId", g.current_revision_id AS "currentRevisionId", g.approved_revision_id AS "approvedRevisionId",
          g.published_at AS "publishedAt", json_build_object('state', p.state, 'publishedRevisionId', p.published_revision_id) AS post
        FROM guest_post g JOIN post p ON p.id = g.post_id WHERE g.id = i.guest_post_id`)} AS "guestPost",
      ${one(Prisma.sql`SELECT r.id, r.title, r.standfirst, r.source, r.text FROM post_revision r WHERE r.id = i.post_revision_id`)} AS "postRevision",
      ${one(Prisma.sql`SELECT d.id, d.action, d.to_state::text AS "toState", d.by_id AS "byId" FROM decision d WHERE d.id = i.decision_id`)} AS decision,
      (SELECT coalesce(json_agg(newest), '[]') FROM (
        SELECT d.id, d.action, d.item_version AS "itemVersion", d.reason_code AS "reasonCode", d.reason_note AS "reasonNote", d.passage, d.at,
          (SELECT json_build_object('name', p.name, 'handle', p.handle) FROM person p WHERE p.id = d.by_id) AS by
        FROM decision d WHERE d.review_item_id = i.id ORDER BY d.seq DESC LIMIT 1) newest) AS decisions
    FROM review_item i WHERE ${condition}`,
  (rows: Written<SubjectRow>[]) => rows.map(readRow))
}

/** As SQL, the one row of a query as JSON; null for none. */
function one(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT row_to_json(found) FROM (${query}) found)`
}

function textBy(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT r.id, r.digest, r.source, r.text FROM comment_revision r WHERE r.id = ${id}`
}

function readRow({ decidedAt, commentRevision, comment, proposal, guestPost, decisions, ...row }: Written<SubjectRow>): SubjectRow {
  return {
    ...row,
    decidedAt: momentIn(decidedAt),
    commentRevision: textIn(commentRevision),
    comment: comment && { ...comment, publishedAt: momentIn(comment.publishedAt), approvedRevision: textIn(comment.approvedRevision) },
    proposal: proposal && { ...proposal, publishedAt: momentIn(proposal.publishedAt) },
    guestPost: guestPost && { ...guestPost, publishedAt: momentIn(guestPost.publishedAt) },
    decisions: decisions.map((decision) => ({ ...decision, at: momentOf(decision.at) })),
  }
}

function momentIn(written: string | null): Date | null {
  return written === null ? null : momentOf(written)
}

function textIn<Text extends { digest: string }>(text: Text | null) {
  return text && { ...text, digest: bytesOf(text.digest) }
}
