import { Prisma } from '#database'
import { insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import { newestDecision } from '#lib/moderation/decisions/item-rows.ts'
import { all, one, readWritten } from '#lib/moderation/decisions/written-rows.ts'
import type { Written } from '#lib/moderation/decisions/written-rows.ts'
import { essayBy, matterColumns, personBy, readAgain } from '#lib/moderation/matters/matter-rows.ts'
import { titledShape } from '#lib/moderation/matters/matter-shape.ts'
import { proposalShape } from '#lib/moderation/proposals/proposal-facts.ts'

const textShape = { id: true, digest: true, source: true, text: true, html: true } satisfies Prisma.CommentRevisionSelect

const writerShape = { select: { id: true, name: true, handle: true, createdAt: true } } as const

/** What a card shows of an item, in the words of the ORM, which would take some sixty statements for it. */
export const cardShape = {
  id: true, version: true, kind: true, state: true, submittedAt: true, decidedAt: true, openedById: true,
  post: { select: titledShape },
  findings: { select: { rule: true, severity: true, message: true, matches: true, revisionId: true }, orderBy: { id: 'asc' } },
  commentRevision: { select: textShape },
  decision: undoShape.item.decision,
  chosenName: { select: { ...undoShape.item.chosenName.select, person: writerShape } },
  proposal: { select: { ...undoShape.item.proposal.select, ...proposalShape.proposal, person: writerShape } },
  proposalRevision: { select: { id: true, text: true, ...proposalShape.revision } },
  guestPost: { select: { ...undoShape.item.guestPost.select, person: writerShape } },
  postRevision: { select: { id: true, title: true, standfirst: true, source: true, text: true, html: true, words: true, contentAnswer: true, contentNotes: true } },
  comment: {
    select: {
      ...undoShape.item.comment.select,
      approvedRevision: { select: textShape },
      author: writerShape,
      guest: { select: { id: true, name: true } },
      parent: {
        select: {
          id: true,
          author: { select: { name: true } },
          guest: { select: { name: true } },
          currentRevision: { select: { html: true } },
        },
      },
    },
  },
  decisions: {
    orderBy: { seq: 'desc' },
    take: 1,
    select: {
      ...undoShape.decision, itemVersion: true, fromState: true, reasonCode: true, reasonNote: true, passage: true, at: true,
      by: { select: { name: true, handle: true } },
    },
  },
} satisfies Prisma.ReviewItemSelect

export type CardRow = Prisma.ReviewItemGetPayload<{ select: typeof cardShape }>

/** Items by their ids as {@link cardShape} would select them, in no order, in one statement. */
export function cardRows(ids: readonly string[]): Question<CardRow[]> {
  return insideQuestion(Prisma.sql`
    SELECT i.id, i.version, i.kind::text AS kind, i.state::text AS state, i.submitted_at AS "submittedAt", i.decided_at AS "decidedAt", i.opened_by_id AS "openedById",
      ${essayBy(Prisma.sql`i.post_id`)} AS post,
      ${all(Prisma.sql`
        SELECT f.rule, f.severity::text AS severity, f.message, f.matches, f.revision_id AS "revisionId" FROM finding f WHERE f.review_item_id = i.id ORDER BY f.id`)} AS findings,
      ${one(textBy(Prisma.sql`i.comment_revision_id`))} AS "commentRevision",
      ${matterColumns({ comment: ofComment, proposal: ofProposal, person: writer })},
      ${one(Prisma.sql`
        SELECT r.id, r.text, r.changes, r.comment, r.base_revision_id AS "baseRevisionId" FROM proposal_revision r WHERE r.id = i.proposal_revision_id`)} AS "proposalRevision",
      ${one(Prisma.sql`
        SELECT r.id, r.title, r.standfirst, r.source, r.text, r.html, r.words, r.content_answer::text AS "contentAnswer", r.content_notes AS "contentNotes"
        FROM post_revision r WHERE r.id = i.post_revision_id`)} AS "postRevision",
      ${readAgain} AS decision, ${all(newestDecision)} AS decisions
    FROM review_item i WHERE i.id = ANY (${[...ids]}::uuid[])`,
  (rows: Written<CardRow>[]) => rows.map((row) => readWritten<CardRow>(row)))
}

function textBy(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT r.id, r.digest, r.source, r.text, r.html FROM comment_revision r WHERE r.id = ${id}`
}

const writer = Prisma.sql`w.id, w.name, w.handle, w.created_at AS "createdAt"`

function guestBy(id: Prisma.Sql, columns: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${one(Prisma.sql`SELECT ${columns} FROM guest g WHERE g.id = ${id}`)} AS guest`
}

const ofComment = Prisma.sql`, ${one(textBy(Prisma.sql`c.approved_revision_id`))} AS "approvedRevision",
  ${personBy(Prisma.sql`c.author_id`, writer, Prisma.sql`author`)}, ${guestBy(Prisma.sql`c.guest_id`, Prisma.sql`g.id, g.name`)},
  ${one(Prisma.sql`
    SELECT a.id, ${personBy(Prisma.sql`a.author_id`, Prisma.sql`w.name`, Prisma.sql`author`)}, ${guestBy(Prisma.sql`a.guest_id`, Prisma.sql`g.name`)},
      ${one(Prisma.sql`SELECT r.html FROM comment_revision r WHERE r.id = a.current_revision_id`)} AS "currentRevision"
    FROM comment a WHERE a.id = c.parent_id`)} AS parent`

/** As SQL, a work by its id under a name of its own. */
function workBy(id: Prisma.Sql, name: Prisma.Sql, more: Prisma.Sql): Prisma.Sql {
  return one(Prisma.sql`
    SELECT ${name}.slug, ${name}.title, ${one(Prisma.sql`SELECT r.id, r.facts FROM work_revision r WHERE r.id = ${name}.current_revision_id`)} AS "currentRevision" ${more}
    FROM work ${name} WHERE ${name}.id = ${id}`)
}

const ofProposal = Prisma.sql`, ${workBy(
  Prisma.sql`p.work_id`, Prisma.sql`own`, Prisma.sql`, ${workBy(Prisma.sql`own.merged_into_id`, Prisma.sql`kept`, Prisma.empty)} AS "mergedInto"`)} AS work`
