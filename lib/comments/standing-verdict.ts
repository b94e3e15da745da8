import { Prisma } from '#database'
import type { CommentState } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'

/**
 * Whether a decision about a text of somebody is not told to them yet: as long as that, it can be taken back without a trace.
 * What the site or the writer decided needs no telling.
 */
export function isUntold(decisionId: Prisma.Sql, writerId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM notice n
    WHERE n.person_id = ${writerId} AND n.kind IN ('verdict', 'appeal') AND n.decision_id = ${decisionId} AND n.due_at > now())`
}

/**
 * The decision by which a comment came to be in the state that it is in, whatever kind of item it was made on; taken back ones do
 * not count. To be joined to a comment called `c`.
 */
export const standingVerdict = Prisma.sql`LATERAL (
  SELECT d.id, d.action, d.reason_code, d.reason_note, d.passage, d.at, d.by_id, ${isUntold(Prisma.sql`d.id`, Prisma.sql`c.author_id`)} AS untold
  FROM review_item about JOIN decision d ON d.review_item_id = about.id
  WHERE about.comment_id = c.id AND d.undoes_id IS NULL AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
    AND d.to_state = c.state AND d.from_state IS DISTINCT FROM c.state
  ORDER BY d.seq DESC LIMIT 1)`

export type StandingVerdict = { id: string; action: string; toState: CommentState; untold: boolean }

/** The same of one comment; null when it came to be so otherwise. */
export async function findStandingVerdict(db: Pick<Reader | Transaction, '$queryRaw'>, commentId: string): Promise<StandingVerdict | null> {
  const [standing] = await db.$queryRaw<StandingVerdict[]>`
    SELECT v.id, v.action, c.state::text AS "toState", v.untold FROM comment c JOIN ${standingVerdict} v ON true WHERE c.id = ${commentId}::uuid`
  return standing ?? null
}
