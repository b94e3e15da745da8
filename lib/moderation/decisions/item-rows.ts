import { Prisma } from '#database'
import { bytesOf, insideQuestion, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import type { subjectShape } from '#lib/moderation/decisions/load-subject.ts'
import type { judgedShape } from '#lib/moderation/matters/matter-shape.ts'

type Row<Select extends Prisma.ReviewItemSelect> = Prisma.ReviewItemGetPayload<{ select: Select }>
type Newest = Row<typeof subjectShape>['decisions'][number] & Prisma.DecisionGetPayload<{ select: (typeof undoShape)['decision'] }>

/**
 * An item with everything that a verdict needs to know, and with what taking one back needs besides: as `subjectShape`, `judgedShape`
 * and `undoShape` select it, each of which takes a statement for every thing that belongs to an item, whether there is one or not.
 */
export type ItemRow = Omit<Row<typeof subjectShape>, 'decisions'> & Row<typeof judgedShape> & Row<(typeof undoShape)['item']> & { decisions: Newest[]; personId: string | null }

/** A value as it comes in JSON. */
type Written<Value> = Value extends Date | Uint8Array ? string
  : Value extends bigint ? number
  : Value extends (infer Each)[] ? Written<Each>[]
  : Value extends object ? { [Name in keyof Value]: Written<Value[Name]> }
  : Value

/** Items `i` that a condition names, in one statement. */
export function itemRows(condition: Prisma.Sql): Question<ItemRow[]> {
  return insideQuestion(Prisma.sql`
    SELECT i.id, i.kind::text AS kind, i.state::text AS state, i.version, i.decided_at AS "decidedAt", i.opened_by_id AS "openedById", i.person_id AS "personId",
      ${one(textBy(Prisma.sql`i.comment_revision_id`))} AS "commentRevision",
      ${one(Prisma.sql`
        SELECT c.id, c.state::text AS state, c.author_id AS "authorId", c.current_revision_id AS "currentRevisionId", c.approved_revision_id AS "approvedRevisionId",
          c.published_at AS "publishedAt", ${one(textBy(Prisma.sql`c.approved_revision_id`))} AS "approvedRevision", ${standing(Prisma.sql`other.comment_id = c.id`)}
        FROM comment c WHERE c.id = i.comment_id`)} AS comment,
      ${one(Prisma.sql`
        SELECT n.id, n.name, n.state::text AS state, n.person_id AS "personId", n.former, json_build_object('name', p.name) AS person, ${standing(Prisma.sql`other.name_id = n.id`)}
        FROM chosen_name n JOIN person p ON p.id = n.person_id WHERE n.id = i.name_id`)} AS "chosenName",
      ${one(Prisma.sql`
        SELECT p.id, p.state::text AS state, p.person_id AS "personId", p.current_revision_id AS "currentRevisionId", p.published_at AS "publishedAt",
          ${standing(Prisma.sql`other.proposal_id = p.id`)}
        FROM proposal p WHERE p.id = i.proposal_id`)} AS proposal,
      ${one(Prisma.sql`SELECT r.id, r.text FROM proposal_revision r WHERE r.id = i.proposal_revision_id`)} AS "proposalRevision",
      ${one(Prisma.sql`
        SELECT g.id, g.state::text AS state, g.person_id AS "personId", g.current_revision_id AS "currentRevisionId", g.approved_revision_id AS "approvedRevisionId",
          g.published_at AS "publishedAt", json_build_object('state', p.state, 'publishedRevisionId', p.published_revision_id) AS post,
          ${standing(Prisma.sql`other.guest_post_id = g.id`)}
        FROM guest_post g JOIN post p ON p.id = g.post_id WHERE g.id = i.guest_post_id`)} AS "guestPost",
      ${one(Prisma.sql`SELECT r.id, r.title, r.standfirst, r.source, r.text FROM post_revision r WHERE r.id = i.post_revision_id`)} AS "postRevision",
      ${one(Prisma.sql`
        SELECT d.id, d.action, d.to_state::text AS "toState", d.by_id AS "byId", ${undoneBy} FROM decision d WHERE d.id = i.decision_id`)} AS decision,
      ${all(Prisma.sql`
        SELECT d.id, d.seq, d.action, d.to_state::text AS "toState", d.item_version AS "itemVersion", d.reason_code AS "reasonCode", d.reason_note AS "reasonNote",
          d.passage, d.at, d.before, d.by_id AS "byId", ${one(Prisma.sql`SELECT p.name, p.handle FROM person p WHERE p.id = d.by_id`)} AS by, ${undoneBy}
        FROM decision d WHERE d.review_item_id = i.id ORDER BY d.seq DESC LIMIT 1`)} AS decisions
    FROM review_item i WHERE ${condition}`,
  (rows: Written<ItemRow>[]) => rows.map(readRow))
}

/** As SQL, the one row of a query as JSON; null for none. */
function one(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT row_to_json(found) FROM (${query}) found)`
}

/** As SQL, all rows of a query as JSON. */
function all(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(found), '[]') FROM (${query}) found)`
}

function textBy(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT r.id, r.digest, r.source, r.text FROM comment_revision r WHERE r.id = ${id}`
}

/** Of a decision `d`: what took it back. */
const undoneBy = Prisma.sql`(SELECT json_build_object('id', undo.id) FROM decision undo WHERE undo.undoes_id = d.id) AS "undoneBy"`

/** All items about one thing, with the newest decision about each that is no undo and was not undone. */
function standing(about: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${all(Prisma.sql`
    SELECT other.id, ${all(Prisma.sql`
      SELECT d.id, d.seq, d.action FROM decision d
      WHERE d.review_item_id = other.id AND d.action <> 'undo' AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id) ORDER BY d.seq DESC LIMIT 1`)} AS decisions
    FROM review_item other WHERE ${about}`)} AS "reviewItems"`
}

function readRow({ decidedAt, commentRevision, comment, chosenName, proposal, guestPost, decisions, ...row }: Written<ItemRow>): ItemRow {
  return {
    ...row,
    decidedAt: momentIn(decidedAt),
    commentRevision: textIn(commentRevision),
    comment: comment && { ...comment, publishedAt: momentIn(comment.publishedAt), approvedRevision: textIn(comment.approvedRevision), ...judgedIn(comment) },
    chosenName: chosenName && { ...chosenName, ...judgedIn(chosenName) },
    proposal: proposal && { ...proposal, publishedAt: momentIn(proposal.publishedAt), ...judgedIn(proposal) },
    guestPost: guestPost && { ...guestPost, publishedAt: momentIn(guestPost.publishedAt), ...judgedIn(guestPost) },
    decisions: decisions.map((decision) => ({ ...decision, at: momentOf(decision.at), seq: BigInt(decision.seq) })),
  }
}

function momentIn(written: string | null): Date | null {
  return written === null ? null : momentOf(written)
}

function textIn<Text extends { digest: string }>(text: Text | null) {
  return text && { ...text, digest: bytesOf(text.digest) }
}

type Judged = { reviewItems: { id: string; decisions: { id: string; seq: number; action: string }[] }[] }

function judgedIn({ reviewItems }: Judged) {
  return { reviewItems: reviewItems.map(({ id, decisions }) => ({ id, decisions: decisions.map((decision) => ({ ...decision, seq: BigInt(decision.seq) })) })) }
}
