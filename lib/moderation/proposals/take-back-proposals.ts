import type { Transaction } from '#lib/database.ts'
import { lockWorkOf } from '#lib/works/lock-work.ts'

/**
 * Somebody leaves: nothing of what they proposed waits any more, or is with them to be changed. What became part of a work stays, and names
 * them no more. Works are locked in one order.
 */
export async function takeBackProposals(tx: Transaction, personId: string, now: Date): Promise<void> {
  const open = await tx.proposal.findMany({ where: { personId, state: { in: ['held', 'returned'] } }, orderBy: [{ workId: 'asc' }, { id: 'asc' }], select: { id: true } })
  for (const { id } of open) await lockWorkOf(tx, id)
  await tx.proposal.updateMany({ where: { personId, state: { in: ['held', 'returned'] } }, data: { state: 'withdrawn' } })
  await tx.reviewItem.updateMany({ where: { personId, kind: 'proposal', state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
}
