import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { lastWords } from '#lib/moderation/past-decisions.ts'
import type { PastScope } from '#lib/moderation/past-decisions.ts'
import type { Outcome } from '#lib/moderation/rehearsal-result.ts'
import type { NeededFact } from '#lib/screening/rule-kind.ts'
import { sentTextsKept } from '#lib/screening/screening.ts'

/** A text that people decided on, with what could have been known of its writer when it was sent. */
export type PastText = {
  decisionId: string
  /** Place of the decision in the log. */
  seq: number
  outcome: Outcome
  commentId: string
  /** Null: somebody without an account. */
  personId: string | null
  source: string
  text: string
  html: string
  sentAt: Date
  postAgeDays: number | null
  approvedTexts: number | null
  sentSecondsAgo: number[] | null
}

/** No rule asks for more approved texts than this. */
const approvedCounted = 50

/** The next texts back in the log, newest decision first. Facts that the rule does not need are left out. */
export async function readPastTexts(scope: PastScope, from: { newest: number; before: number }, limit: number, needs: ReadonlySet<NeededFact>): Promise<PastText[]> {
  return reader().$queryRaw<PastText[]>(Prisma.sql`
    SELECT p.*,
      ${needs.has('approvedTexts') ? approvedThen : Prisma.sql`NULL::int`} AS "approvedTexts",
      ${needs.has('sentSecondsAgo') ? sentThen : Prisma.sql`NULL::float8[]`} AS "sentSecondsAgo"
    FROM (
      SELECT d.id AS "decisionId", d.seq::float8 AS seq, ${outcomeOf} AS outcome, c.id AS "commentId", c.author_id AS "personId",
        r.source, r.text, r.html, r.created_at AS "sentAt", (extract(epoch FROM r.created_at - post.published_at) / 86400)::float8 AS "postAgeDays"
      FROM (SELECT d.id, d.seq, d.action, d.to_state, d.comment_revision_id ${lastWords(from.newest, scope)} AND d.seq < ${from.before} ORDER BY d.seq DESC LIMIT ${limit}) d
      JOIN comment_revision r ON r.id = d.comment_revision_id
      JOIN comment c ON c.id = r.comment_id
      JOIN post ON post.id = c.post_id
    ) p
    ORDER BY p.seq DESC`)
}

const outcomeOf = Prisma.sql`CASE
  WHEN d.action IN ('approve', 'restore') OR (d.action = 'overturn' AND d.to_state = 'published') THEN 'approved'
  WHEN d.action = 'return' THEN 'returned'
  ELSE 'rejected' END`

/**
 * Other comments of the writer that stood as approved when the text was sent, by the log; imported ones without a decision from the
 * day that they were published. Comments withdrawn after they were approved count, as they do for new texts.
 */
const approvedThen = Prisma.sql`CASE WHEN p."personId" IS NULL THEN NULL ELSE (
  SELECT count(*)::int FROM (
    SELECT FROM comment o
    WHERE o.author_id = p."personId" AND o.id <> p."commentId" AND o.submitted_at < p."sentAt" AND coalesce(
      (SELECT d.to_state = 'published' FROM review_item i JOIN decision d ON d.review_item_id = i.id
       WHERE i.comment_id = o.id AND d.at < p."sentAt" AND d.to_state IS NOT NULL ORDER BY d.seq DESC LIMIT 1),
      o.origin = 'import' AND o.published_at < p."sentAt")
    ORDER BY o.submitted_at LIMIT ${approvedCounted}) counted) END`

/** When the writer had sent other comments in the day before, in seconds, newest first. */
const sentThen = Prisma.sql`CASE WHEN p."personId" IS NULL THEN NULL ELSE (
  SELECT coalesce(array_agg(ago ORDER BY ago), '{}') FROM (
    SELECT extract(epoch FROM p."sentAt" - o.submitted_at)::float8 AS ago FROM comment o
    WHERE o.author_id = p."personId" AND o.id <> p."commentId" AND o.submitted_at <= p."sentAt" AND o.submitted_at > p."sentAt" - interval '1 day'
    ORDER BY o.submitted_at DESC LIMIT ${sentTextsKept}) sent) END`
