import { Prisma } from '#database'
import { insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import type { subjectShape } from '#lib/moderation/decisions/load-subject.ts'
import { all, one, readWritten } from '#lib/moderation/decisions/written-rows.ts'
import type { Written } from '#lib/moderation/decisions/written-rows.ts'
import { matterColumns, personBy, readAgain } from '#lib/moderation/matters/matter-rows.ts'
import type { judgedShape } from '#lib/moderation/matters/matter-shape.ts'

type Row<Select extends Prisma.ReviewItemSelect> = Prisma.ReviewItemGetPayload<{ select: Select }>
type Newest = Row<typeof subjectShape>['decisions'][number] & Prisma.DecisionGetPayload<{ select: (typeof undoShape)['decision'] }>

/**
 * An item with everything that a verdict needs to know, and with what taking one back needs besides: as `subjectShape`, `judgedShape`
 * and `undoShape` select it, each of which takes a statement for every thing that belongs to an item, whether there is one or not.
 */
export type ItemRow = Omit<Row<typeof subjectShape>, 'decisions'> & Row<typeof judgedShape> & Row<(typeof undoShape)['item']> & { decisions: Newest[]; personId: string | null }

/** Items `i` that a condition names, in one statement. */
export function itemRows(condition: Prisma.Sql): Question<ItemRow[]> {
  return insideQuestion(Prisma.sql`
    SELECT i.id, i.kind::text AS kind, i.state::text AS state, i.version, i.decided_at AS "decidedAt", i.opened_by_id AS "openedById", i.person_id AS "personId",
      ${one(textBy(Prisma.sql`i.comment_revision_id`))} AS "commentRevision",
      ${matterColumns({
        comment: Prisma.sql`, ${one(textBy(Prisma.sql`c.approved_revision_id`))} AS "approvedRevision"`, proposal: Prisma.empty, person: Prisma.sql`w.name`,
      })},
      ${one(Prisma.sql`SELECT r.id, r.text FROM proposal_revision r WHERE r.id = i.proposal_revision_id`)} AS "proposalRevision",
      ${one(Prisma.sql`SELECT r.id, r.title, r.standfirst, r.source, r.text FROM post_revision r WHERE r.id = i.post_revision_id`)} AS "postRevision",
      ${readAgain} AS decision, ${all(newestDecision)} AS decisions
    FROM review_item i WHERE ${condition}`,
  (rows: Written<ItemRow>[]) => rows.map((row) => readWritten<ItemRow>(row)))
}

function textBy(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT r.id, r.digest, r.source, r.text FROM comment_revision r WHERE r.id = ${id}`
}

/** As SQL, the newest decision about an item `i`. */
export const newestDecision = Prisma.sql`
  SELECT d.id, d.seq, d.action, d.from_state::text AS "fromState", d.to_state::text AS "toState", d.item_version AS "itemVersion", d.reason_code AS "reasonCode",
    d.reason_note AS "reasonNote", d.passage, d.at, d.before, d.by_id AS "byId", ${personBy(Prisma.sql`d.by_id`, Prisma.sql`w.name, w.handle`, Prisma.sql`by`)},
    (SELECT json_build_object('id', undo.id) FROM decision undo WHERE undo.undoes_id = d.id) AS "undoneBy"
  FROM decision d WHERE d.review_item_id = i.id ORDER BY d.seq DESC LIMIT 1`
