import type { PostState } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'
import { takesOthersOut } from '#lib/posts/authors/take-out-author.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The first of its authors deletes a draft and brings it back; others who write it take themselves out. Administrators may do both. */
export function permitDeleting(viewer: Viewer, { authorships }: { authorships: { personId: string }[] }): Refusal | null {
  return permitAuthor(viewer, { authorships }) ?? (takesOthersOut(viewer, authorships) ? null : refuse('forbidden', 'Only the first of its authors deletes it. You can take yourself out on the page “Publishing”.'))
}

type Standing = { id: string; state: PostState; publishAt: Date | null }

/** Why a post cannot be deleted, in a sentence; null when it can: no reader ever saw it, and nobody is to decide about it. The database asks the same. */
export async function findHindrance(db: Pick<Reader | Transaction, '$queryRaw'>, post: Standing, now: Date): Promise<Refusal | null> {
  const standing = standingOf(post, now)
  if (standing === 'scheduled') return refuse('conflict', 'It is to appear. Take it back to your drafts first.')
  if (standing === 'published' || standing === 'unlisted') return refuse('conflict', 'Readers see it. What readers saw is never deleted; you can put it away.')
  const [row] = await db.$queryRaw<{ read: boolean; waits: boolean }[]>`
    SELECT post_was_read(${post.id}::uuid) AS read,
      EXISTS (SELECT FROM review_item i WHERE i.post_id = ${post.id}::uuid AND (i.state = 'waiting' OR EXISTS (
        SELECT FROM decision d JOIN notice n ON n.decision_id = d.id
        WHERE d.review_item_id = i.id AND n.kind = 'verdict' AND n.due_at > ${now}::timestamptz AND n.cancelled_at IS NULL AND d.action IN ('return', 'reject')))) AS waits`
  if (row?.read !== false) return refuse('conflict', 'Readers saw it once. What readers saw is never deleted; you can put it away.')
  return row.waits ? refuse('conflict', 'It waits for a moderator. Take it back first, on the page “Sending”; then it can be deleted.') : null
}
