import type { Reader, Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'

/** Whether a name of somebody's was refused and they are not told yet: until then it waits, for them, and may wait again. */
export async function isVerdictUntold(db: Pick<Reader | Transaction, '$queryRaw'>, personId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ untold: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM notice n JOIN decision d ON d.id = n.decision_id JOIN review_item i ON i.id = d.review_item_id
      WHERE n.person_id = ${personId}::uuid AND n.kind = 'verdict' AND n.due_at > now() AND n.cancelled_at IS NULL
        AND i.kind = 'name' AND d.action = 'reject') AS untold`
  return row?.untold === true
}

const words = 'A moderator has your new name in hand just now. Please try again in a minute; what you wrote is still here.'

/** In the words for a text: a verdict may still be taken back for a minute. */
export const inHand = refuse('conflict', words, { fields: { name: words } })
