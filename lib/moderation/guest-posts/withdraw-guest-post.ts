import { z } from 'zod'
import { command } from '#lib/command.ts'
import { inHand, loadOwnGuestPost, permitOwnGuestPost } from '#lib/moderation/guest-posts/load-own-guest-post.ts'
import { done, refuse } from '#lib/refusal.ts'

/** A reader takes back the essay that they sent; it is their draft as before. Twice is once. */
export const withdrawGuestPost = command({
  name: 'withdraw-guest-post',
  input: z.strictObject({ postId: z.uuid() }),
  least: 'reader',
  suspendedToo: true,
  load: (tx, { postId }) => loadOwnGuestPost(tx, postId),
  permit: permitOwnGuestPost,
  async perform({ tx, subject: { post, sending, untold }, now }) {
    const about = { type: 'post', id: post.id }
    // A refusal that is not told yet may be taken back unsaid: then it would wait again, for somebody who was told that it does not.
    if (untold) return inHand
    if (!sending || sending.state === 'withdrawn' || sending.state === 'rejected') return done({ takenBack: false }, about)
    if (sending.state === 'hidden') return refuse('conflict', 'A moderator took it down, so nobody reads it. It is kept as it was.')
    const { id, state, itemId, approvedRevisionId, waits } = sending
    if (state === 'published' && !waits) return refuse('conflict', 'It is published. Please write to us if it should not be here any more.', { present: { state } })
    // Of what is published, only the new text is taken back.
    const data = state === 'published' && approvedRevisionId ? { currentRevisionId: approvedRevisionId } : { state: 'withdrawn' as const }
    await tx.guestPost.update({ where: { id }, data, select: { id: true } })
    await tx.reviewItem.updateMany({ where: { id: itemId, state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
    return done({ takenBack: true }, about)
  },
})
