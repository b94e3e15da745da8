import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { lastWords } from '#lib/moderation/rules/past-decisions.ts'
import type { PastScope } from '#lib/moderation/rules/past-decisions.ts'
import type { Outcome } from '#lib/moderation/rules/rehearsal-result.ts'

/** A text that people decided on. */
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
  /** How old the post was then. */
  postAgeDays: number | null
}

/** The next texts back in the log, newest decision first. */
export async function readPastTexts(scope: PastScope, from: { newest: number; before: number }, limit: number): Promise<PastText[]> {
  return reader().$queryRaw<PastText[]>(Prisma.sql`
    SELECT d.id AS "decisionId", d.seq::float8 AS seq, ${outcomeOf} AS outcome, c.id AS "commentId", c.author_id AS "personId",
      r.source, r.text, r.html, r.created_at AS "sentAt", (extract(epoch FROM r.created_at - coalesce(post.published_at, post.publish_at)) / 86400)::float8 AS "postAgeDays"
    FROM (SELECT d.id, d.seq, d.action, d.to_state, d.comment_revision_id ${lastWords(from.newest, scope)} AND d.seq < ${from.before} ORDER BY d.seq DESC LIMIT ${limit}) d
    JOIN comment_revision r ON r.id = d.comment_revision_id
    JOIN comment c ON c.id = r.comment_id
    JOIN post ON post.id = c.post_id
    ORDER BY d.seq DESC`)
}

const outcomeOf = Prisma.sql`CASE
  WHEN d.action IN ('approve', 'restore') OR (d.action = 'overturn' AND d.to_state = 'published') THEN 'approved'
  WHEN d.action = 'return' THEN 'returned'
  ELSE 'rejected' END`
