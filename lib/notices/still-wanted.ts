import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { isSuspended } from '#lib/people/in-force.ts'

/**
 * Whether a notice `n` about what others published may be shown to its person: everybody can see what it is about, and the person has
 * not muted who wrote it. Other notices always may. This is the one place where the rule stands.
 */
export const mayBeShown = Prisma.sql`(
  n.kind NOT IN ('reply', 'mention', 'branch', 'thread', 'post')
  OR n.kind = 'post' AND EXISTS (SELECT FROM published_post p WHERE p.id = n.post_id AND p.listed)
    AND NOT EXISTS (SELECT FROM authorship a JOIN mute m ON m.muted_id = a.person_id WHERE a.post_id = n.post_id AND m.person_id = n.person_id)
  OR n.kind <> 'post' AND EXISTS (
    SELECT FROM published_comment c WHERE c.id = n.comment_id AND NOT c.tombstone
      AND NOT EXISTS (SELECT FROM mute m WHERE m.person_id = n.person_id AND m.muted_id = c.author_id)))`

/** Whether a notice about what others published is still to go out by mail: it may be shown, and the person has not said since that they want none of it. */
export async function isStillWanted(tx: Transaction, noticeId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM notice n
    WHERE n.id = ${noticeId}::uuid AND ${mayBeShown}
      AND NOT EXISTS (SELECT FROM follow f WHERE f.person_id = n.person_id AND f.post_id = n.post_id AND NOT f.wanted)
      AND NOT EXISTS (SELECT FROM person p WHERE p.id = n.person_id AND ${isSuspended})`
  return rows.length > 0
}
