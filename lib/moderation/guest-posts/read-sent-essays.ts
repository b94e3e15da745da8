import { readWaits } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { reader } from '#lib/database.ts'
import { verdictUntold } from '#lib/moderation/guest-posts/load-own-guest-post.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** The essays that somebody sent and that are not decided, as far as they are told: what they know of the queue, by the essay. */
export async function readSentEssays(viewer: SignedIn): Promise<Map<string, Waiting>> {
  const rows = await reader().$queryRaw<{ postId: string; itemId: string; settling: boolean }[]>`
    SELECT g.post_id AS "postId", i.id AS "itemId", i.state <> 'waiting' AS settling FROM guest_post g JOIN review_item i ON i.guest_post_id = g.id
    WHERE g.person_id = ${viewer.id}::uuid AND (i.state = 'waiting' OR ${verdictUntold})`
  const waits = await readWaits(reader(), viewer.id, rows)
  return new Map(rows.flatMap(({ postId, itemId }) => {
    const wait = waits.get(itemId)
    return wait ? [[postId, wait] as const] : []
  }))
}
