import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { keepPlan } from '#lib/kept-plans.ts'
import type { LockRow } from '#lib/moderation/matters/matter.ts'
import { matterOfItem } from '#lib/moderation/matters/registry.ts'

/**
 * Finds the item that a condition on `i` names and makes whoever changes the same thing wait until the transaction ends. Most are about a comment, whose
 * thread is locked in this very statement (see `lockThreadOf`); what else there is, is locked by its own module.
 * @returns the id of the item; null for none, and for one that is about nothing
 */
export async function lockItem(tx: Transaction, condition: Prisma.Sql): Promise<string | null> {
  const [found] = await tx.$queryRaw<LockRow[]>`${keepPlan}
    SELECT i.id, i.comment_id AS "commentId", i.name_id AS "nameId", i.proposal_id AS "proposalId", i.guest_post_id AS "guestPostId", i.person_id AS "personId", thread.post_id AS locked
    FROM review_item i LEFT JOIN LATERAL (
      SELECT t.post_id FROM thread t WHERE t.post_id = (SELECT c.post_id FROM comment c WHERE c.id = i.comment_id) FOR NO KEY UPDATE) thread ON true
    WHERE ${condition}`
  const module = found && matterOfItem(found)
  if (!module) return null
  await module.lock(tx, found)
  return found.id
}
