import { Prisma } from '#database'
import type { CommentState } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'
import { lockWriting } from '#lib/posts/writing/load-writing.ts'
import type { Writing } from '#lib/posts/writing/load-writing.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The newest sending of an essay, as its sender's commands need it. */
export type Sending = { id: string; state: CommentState; currentRevisionId: string; approvedRevisionId: string | null; itemId: string; waits: boolean }

export type OwnGuestPost = { post: Writing; sending: Sending | null; untold: boolean }

/** An essay with how it was sent last, locked until the transaction ends. */
export async function loadOwnGuestPost(tx: Transaction, postId: string): Promise<OwnGuestPost | Refusal> {
  const post = await lockWriting(tx, postId)
  if ('ok' in post) return post
  const sent = await tx.guestPost.findFirst({
    where: { postId }, orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    select: { id: true, state: true, currentRevisionId: true, approvedRevisionId: true, reviewItems: { select: { id: true, state: true } } },
  })
  const [item] = sent?.reviewItems ?? []
  return { post, sending: sent && item ? { ...sent, itemId: item.id, waits: item.state === 'waiting' } : null, untold: sent !== null && (await isVerdictUntold(tx, sent.id)) }
}

/** Null for its author alone: nobody sends an essay of somebody else. */
export function permitOwnGuestPost(viewer: Viewer, { post: { authorships } }: OwnGuestPost): Refusal | null {
  return authorships.some(({ personId }) => personId === viewer.id) ? null : refuse('not-found', 'There is no such essay of yours.')
}

/** As SQL, of an item `i`: a return or a refusal of it is not told yet. Until then it waits, for its sender, and may wait again. */
export const verdictUntold = Prisma.sql`(i.state = 'decided' AND EXISTS (
  SELECT FROM decision d JOIN notice n ON n.decision_id = d.id
  WHERE d.review_item_id = i.id AND n.kind = 'verdict' AND n.person_id = i.person_id AND n.due_at > now() AND n.cancelled_at IS NULL AND d.action IN ('return', 'reject')))`

/** Whether that is so of what was sent. */
export async function isVerdictUntold(db: Pick<Reader | Transaction, '$queryRaw'>, guestPostId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ untold: boolean }[]>`SELECT EXISTS (SELECT FROM review_item i WHERE i.guest_post_id = ${guestPostId}::uuid AND ${verdictUntold}) AS untold`
  return row?.untold === true
}

/** In the words for a text: a verdict may still be taken back for a minute. */
export const inHand = refuse('conflict', 'A moderator has your essay in hand just now. Please try again in a minute; what you wrote is kept.')
