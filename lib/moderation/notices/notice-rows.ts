import { Prisma } from '#database'
import { insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { all, one, readWritten } from '#lib/moderation/decisions/written-rows.ts'
import type { Written } from '#lib/moderation/decisions/written-rows.ts'
import { titleOf } from '#lib/moderation/matters/matter-rows.ts'
import { titleShape } from '#lib/moderation/proposals/title-of-proposal.ts'
import { askedShape } from '#lib/notices/asked.ts'
import { knownShape } from '#lib/posts/known-text.ts'

/** What is told of a notice, in the words of the ORM, which would take some twenty statements for it. */
export const toldShape = {
  id: true, kind: true, dueAt: true, readAt: true,
  comment: {
    select: {
      id: true, state: true, authorId: true,
      currentRevision: { select: { text: true } },
      post: { select: { id: true, ...knownShape } },
    },
  },
  post: { select: { id: true, slug: true, ...askedShape, publishedRevision: { select: { title: true, standfirst: true, contentAnswer: true, contentNotes: true } }, authorships: { orderBy: { position: 'asc' }, select: { person: { select: { name: true } } } } } },
  decision: {
    select: {
      action: true, reasonCode: true, reasonNote: true,
      reviewItem: { select: { id: true, kind: true, openedById: true, chosenName: { select: { name: true } }, proposal: { select: { id: true, state: true, ...titleShape } }, guestPost: { select: { postId: true, state: true, currentRevision: { select: { title: true } }, post: { select: { slug: true } } } } } },
      readAgain: { select: { id: true, kind: true, openedById: true, messages: { select: { byId: true } } } },
      undoes: { select: { action: true } },
    },
  },
} satisfies Prisma.NoticeSelect

export type NoticeRow = Prisma.NoticeGetPayload<{ select: typeof toldShape }>

/** Notices by their ids as {@link toldShape} would select them, in no order, in one statement. */
export function noticeRows(ids: readonly string[]): Question<NoticeRow[]> {
  return insideQuestion(Prisma.sql`
    SELECT n.id, n.kind, n.due_at AS "dueAt", n.read_at AS "readAt",
      ${one(Prisma.sql`
        SELECT c.id, c.state::text AS state, c.author_id AS "authorId", ${one(Prisma.sql`SELECT r.text FROM comment_revision r WHERE r.id = c.current_revision_id`)} AS "currentRevision",
          ${one(Prisma.sql`
            SELECT p.id, p.slug, ${all(Prisma.sql`
              SELECT n.from_at AS "fromAt", n.until_at AS "untilAt", ${one(titleOf(Prisma.sql`n.revision_id`))} AS revision FROM publication n WHERE n.post_id = p.id ORDER BY n.from_at DESC LIMIT 2`)} AS publications
            FROM post p WHERE p.id = c.post_id`)} AS post
        FROM comment c WHERE c.id = n.comment_id`)} AS comment,
      ${one(Prisma.sql`
        SELECT p.id, p.slug, ${publishedText}, ${one(titleOf(Prisma.sql`p.draft_revision_id`))} AS "draftRevision",
          ${all(Prisma.sql`
            SELECT v.person_id AS "personId", ${one(Prisma.sql`SELECT w.name FROM person w WHERE w.id = v.invited_by_id`)} AS "invitedBy"
            FROM author_invitation v WHERE v.post_id = p.id`)} AS invitations,
          ${all(Prisma.sql`
            SELECT ${one(Prisma.sql`SELECT w.name FROM person w WHERE w.id = a.person_id`)} AS person FROM authorship a WHERE a.post_id = p.id ORDER BY a.position`)} AS authorships
        FROM post p WHERE p.id = n.post_id`)} AS post,
      ${one(Prisma.sql`
        SELECT d.action, d.reason_code AS "reasonCode", d.reason_note AS "reasonNote", ${one(itemOfDecision)} AS "reviewItem",
          ${all(Prisma.sql`
            SELECT i.id, i.kind::text AS kind, i.opened_by_id AS "openedById", ${all(Prisma.sql`SELECT m.by_id AS "byId" FROM case_message m WHERE m.review_item_id = i.id`)} AS messages
            FROM review_item i WHERE i.decision_id = d.id`)} AS "readAgain",
          ${one(Prisma.sql`SELECT u.action FROM decision u WHERE u.id = d.undoes_id`)} AS undoes
        FROM decision d WHERE d.id = n.decision_id`)} AS decision
    FROM notice n WHERE n.id = ANY (${[...ids]}::uuid[])`,
  (rows: Written<NoticeRow>[]) => rows.map((row) => readWritten<NoticeRow>(row)))
}

const publishedText = Prisma.sql`${one(Prisma.sql`
  SELECT r.title, r.standfirst, r.content_answer::text AS "contentAnswer", r.content_notes AS "contentNotes" FROM post_revision r WHERE r.id = p.published_revision_id`)} AS "publishedRevision"`

const itemOfDecision = Prisma.sql`
  SELECT i.id, i.kind::text AS kind, i.opened_by_id AS "openedById", ${one(Prisma.sql`SELECT c.name FROM chosen_name c WHERE c.id = i.name_id`)} AS "chosenName",
    ${one(Prisma.sql`
      SELECT s.id, s.state::text AS state, ${one(Prisma.sql`SELECT w.slug, w.title, w.current_revision_id AS "currentRevisionId" FROM work w WHERE w.id = s.work_id`)} AS work,
        ${one(Prisma.sql`SELECT r.changes FROM proposal_revision r WHERE r.id = s.current_revision_id`)} AS "currentRevision"
      FROM proposal s WHERE s.id = i.proposal_id`)} AS proposal,
    ${one(Prisma.sql`
      SELECT g.post_id AS "postId", g.state::text AS state, ${one(titleOf(Prisma.sql`g.current_revision_id`))} AS "currentRevision",
        ${one(Prisma.sql`SELECT e.slug FROM post e WHERE e.id = g.post_id`)} AS post
      FROM guest_post g WHERE g.id = i.guest_post_id`)} AS "guestPost"
  FROM review_item i WHERE i.id = d.review_item_id`
