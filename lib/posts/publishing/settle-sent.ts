import type { Transaction } from '#lib/database.ts'

/**
 * Somebody who was made an author while an essay of theirs waited publishes it by their own hand: nothing of it waits any more, so that nobody puts
 * the older text in the place of the newer one.
 */
export async function settleSent(tx: Transaction, postId: string, now: Date): Promise<void> {
  const sent = await tx.guestPost.updateMany({ where: { postId, state: { in: ['held', 'returned'] } }, data: { state: 'withdrawn' } })
  const kept = await tx.$executeRaw`UPDATE guest_post SET current_revision_id = approved_revision_id WHERE post_id = ${postId}::uuid AND state = 'published' AND current_revision_id <> approved_revision_id`
  if (sent.count + kept === 0) return
  await tx.reviewItem.updateMany({ where: { postId, kind: 'guest_post', state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
}
