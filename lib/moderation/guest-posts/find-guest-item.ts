import { Prisma } from '#database'
import { insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The item in the queue about an essay that a reader sent and that stands before readers, where it can be taken down; null for other essays, and for everybody who does not moderate. */
export function guestItemOf(viewer: Viewer, postId: string): Question<string | null> {
  if (permitRole(viewer, 'moderator')) return known(null)
  return insideQuestion(Prisma.sql`
    SELECT i.id FROM review_item i JOIN guest_post g ON g.id = i.guest_post_id
    WHERE i.post_id = ${postId}::uuid AND i.kind = 'guest_post' AND g.state = 'published' ORDER BY i.created_at DESC LIMIT 1`,
  ([item]: { id: string }[]) => item?.id ?? null)
}
