import type { Transaction } from '#lib/database.ts'
import { takeBackGuestPosts } from '#lib/moderation/guest-posts/take-back-guest-posts.ts'
import { takeBackName } from '#lib/moderation/names/take-back-name.ts'
import { takeBackProposals } from '#lib/moderation/proposals/take-back-proposals.ts'

/**
 * Everything of somebody's that waits for a moderator is taken back: texts, edits, and what they asked for. What is published, or
 * was decided, stays as it is. Threads are locked first and in one order, like everywhere else.
 */
export async function takeBackWaiting(tx: Transaction, personId: string, now: Date): Promise<void> {
  await tx.$queryRaw`
    SELECT post_id FROM thread WHERE post_id IN (
      SELECT post_id FROM comment WHERE author_id = ${personId}::uuid
      UNION SELECT post_id FROM review_item WHERE opened_by_id = ${personId}::uuid AND state = 'waiting')
    ORDER BY post_id FOR NO KEY UPDATE`
  await takeBackName(tx, personId, now)
  await takeBackProposals(tx, personId, now)
  await takeBackGuestPosts(tx, personId, now)
  const own = { comment: { authorId: personId } }
  await tx.reviewItem.updateMany({
    where: { state: 'waiting', OR: [{ ...own, kind: { in: ['comment', 'comment_edit'] } }, { openedById: personId, kind: 'appeal' }] },
    data: { state: 'closed', decidedAt: now, version: { increment: 1 } },
  })
  await tx.comment.updateMany({ where: { authorId: personId, state: { in: ['held', 'returned'] } }, data: { state: 'withdrawn', version: { increment: 1 } } })
  // An edit that nobody approved is no text of theirs any more.
  await tx.$executeRaw`
    UPDATE comment SET current_revision_id = approved_revision_id, version = version + 1
    WHERE author_id = ${personId}::uuid AND state = 'published' AND current_revision_id <> approved_revision_id`
}
