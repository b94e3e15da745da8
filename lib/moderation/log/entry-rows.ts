import { Prisma } from '#database'
import { insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import { one, readWritten } from '#lib/moderation/decisions/written-rows.ts'
import type { Written } from '#lib/moderation/decisions/written-rows.ts'
import { essayBy, matterColumns, personBy, readAgain } from '#lib/moderation/matters/matter-rows.ts'
import { titledShape } from '#lib/moderation/matters/matter-shape.ts'

/** What the log tells of a decision, in the words of the ORM, which would take some thirty statements for it. */
export const entryShape = {
  ...undoShape.decision, at: true, fromState: true, reasonCode: true, reasonNote: true, passage: true, undoesId: true,
  by: { select: { name: true, handle: true } },
  undoneBy: { select: { id: true, seq: true } },
  undoes: { select: { seq: true } },
  commentRevision: { select: { text: true } },
  reviewItem: {
    select: {
      ...undoShape.item,
      chosenName: { select: { ...undoShape.item.chosenName.select, person: { select: { name: true, handle: true } } } },
      proposal: { select: { ...undoShape.item.proposal.select, person: { select: { name: true, handle: true } }, work: { select: { slug: true, title: true, currentRevisionId: true } } } },
      guestPost: { select: { ...undoShape.item.guestPost.select, person: { select: { name: true, handle: true } } } },
      post: { select: titledShape },
      comment: {
        select: {
          ...undoShape.item.comment.select,
          author: { select: { name: true, handle: true } },
          guest: { select: { name: true } },
        },
      },
    },
  },
} satisfies Prisma.DecisionSelect

export type EntryRow = Prisma.DecisionGetPayload<{ select: typeof entryShape }>

/** Decisions by their ids as {@link entryShape} would select them, the newest first, in one statement. */
export function entryRows(ids: readonly string[]): Question<EntryRow[]> {
  return insideQuestion(Prisma.sql`
    SELECT d.id, d.seq, d.action, d.from_state::text AS "fromState", d.to_state::text AS "toState", d.before, d.by_id AS "byId", d.at, d.reason_code AS "reasonCode",
      d.reason_note AS "reasonNote", d.passage, d.undoes_id AS "undoesId", ${personBy(Prisma.sql`d.by_id`, named, Prisma.sql`by`)},
      ${one(Prisma.sql`SELECT undo.id, undo.seq FROM decision undo WHERE undo.undoes_id = d.id`)} AS "undoneBy",
      ${one(Prisma.sql`SELECT undone.seq FROM decision undone WHERE undone.id = d.undoes_id`)} AS undoes,
      ${one(Prisma.sql`SELECT r.text FROM comment_revision r WHERE r.id = d.comment_revision_id`)} AS "commentRevision",
      ${one(Prisma.sql`
        SELECT i.id, i.kind::text AS kind, i.opened_by_id AS "openedById", ${matterColumns({ comment: ofComment, proposal: ofProposal, person: named })},
          ${readAgain} AS decision, ${essayBy(Prisma.sql`i.post_id`)} AS post
        FROM review_item i WHERE i.id = d.review_item_id`)} AS "reviewItem"
    FROM decision d WHERE d.id = ANY (${[...ids]}::uuid[]) ORDER BY d.seq DESC`,
  (rows: Written<EntryRow>[]) => rows.map((row) => readWritten<EntryRow>(row)))
}

const named = Prisma.sql`w.name, w.handle`

const ofComment = Prisma.sql`, ${personBy(Prisma.sql`c.author_id`, named, Prisma.sql`author`)},
  ${one(Prisma.sql`SELECT g.name FROM guest g WHERE g.id = c.guest_id`)} AS guest`

const ofProposal = Prisma.sql`, ${one(Prisma.sql`SELECT k.slug, k.title, k.current_revision_id AS "currentRevisionId" FROM work k WHERE k.id = p.work_id`)} AS work`
