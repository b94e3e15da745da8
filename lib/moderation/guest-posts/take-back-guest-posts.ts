import type { Transaction } from '#lib/database.ts'

/** Somebody leaves: no essay of theirs waits any more. Of what is published, the text that was approved stays; see `settleEssays`. */
export async function takeBackGuestPosts(tx: Transaction, personId: string, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT id FROM post WHERE id IN (SELECT post_id FROM guest_post WHERE person_id = ${personId}::uuid) ORDER BY id FOR NO KEY UPDATE`
  await tx.guestPost.updateMany({ where: { personId, state: { in: ['held', 'returned'] } }, data: { state: 'withdrawn' } })
  await tx.$executeRaw`UPDATE guest_post SET current_revision_id = approved_revision_id WHERE person_id = ${personId}::uuid AND state = 'published'`
  await tx.reviewItem.updateMany({ where: { personId, kind: 'guest_post', state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
}
