import { Prisma } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'

/** How many recent decisions the usual wait is computed from. */
const decisionsCounted = 200

/**
 * Where something stands in the queue: 1 is next. Null when it does not wait.
 * Counts no further than a thousand: nobody needs to know whether they are 1,200th or 1,300th.
 */
export async function readPosition(db: Reader | Transaction, itemId: string): Promise<number | null> {
  const rows = await db.$queryRaw<{ position: number }[]>`
    SELECT (SELECT count(*)::int FROM (
      SELECT FROM review_item earlier
      WHERE earlier.state = 'waiting' AND (earlier.submitted_at, earlier.id) <= (item.submitted_at, item.id) LIMIT 1000
    ) ahead) AS position
    FROM review_item item WHERE item.id = ${itemId}::uuid AND item.state = 'waiting'`
  return rows[0]?.position ?? null
}

/**
 * The median time from sending to a decision over the last {@link decisionsCounted} decisions that people made here on
 * texts that were sent here, in seconds; decisions that were taken back do not count. Null while there is none.
 */
export async function readMedianWait(db: Reader | Transaction): Promise<number | null> {
  const rows = await db.$queryRaw<{ seconds: number | null }[]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM recent.at - recent.submitted_at))::float AS seconds
    FROM (
      SELECT d.at, i.submitted_at
      FROM decision d JOIN review_item i ON i.id = d.review_item_id JOIN comment c ON c.id = i.comment_id
      WHERE d.action IN (${Prisma.join(['approve', 'reject', 'return'])}) AND c.origin = 'site'
        AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
      ORDER BY d.at DESC LIMIT ${decisionsCounted}
    ) recent`
  const seconds = rows[0]?.seconds ?? null
  return seconds === null ? null : Math.max(0, Math.round(seconds))
}
