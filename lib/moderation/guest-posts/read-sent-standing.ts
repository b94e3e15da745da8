import type { CommentState } from '#database'
import { reader } from '#lib/database.ts'
import { isVerdictUntold } from '#lib/moderation/guest-posts/load-own-guest-post.ts'
import { hasRole } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** How an own essay stands with the moderators, where that is not over. */
export type SentStanding = 'waiting' | 'returned' | 'hidden'

/** How an essay of the viewer’s own stands that was sent to be published; null where it was not, and for whoever publishes without asking. */
export async function readSentStanding(viewer: SignedIn, postId: string): Promise<SentStanding | null> {
  if (hasRole(viewer, 'author')) return null
  const sent = await reader().guestPost.findFirst({
    where: { postId, post: { authorships: { some: { personId: viewer.id } } } }, orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    select: { id: true, state: true, reviewItems: { where: { state: 'waiting' }, select: { id: true } } },
  })
  if (!sent) return null
  const waits = sent.reviewItems.length > 0 || (await isVerdictUntold(reader(), sent.id))
  return sentStandingOf(sent.state, waits)
}

/** The same of a sending that is known. @param waits a text of it does, or what was decided is not told yet */
export function sentStandingOf(state: CommentState | null, waits: boolean): SentStanding | null {
  if (waits) return 'waiting'
  return state === 'returned' || state === 'hidden' ? state : null
}
