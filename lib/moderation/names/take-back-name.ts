import type { Transaction } from '#lib/database.ts'

/**
 * The name of somebody's that waits is not wanted any more. Their turn is taken.
 * @returns whether one waited
 */
export async function takeBackName(tx: Transaction, personId: string, now: Date): Promise<boolean> {
  const { count } = await tx.chosenName.updateMany({ where: { personId, state: 'held' }, data: { state: 'withdrawn' } })
  if (count > 0) {
    await tx.reviewItem.updateMany({ where: { personId, kind: 'name', state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
  }
  return count > 0
}
