import { z } from 'zod'
import { command } from '#lib/command.ts'
import { keepFindings } from '#lib/comments/hold-text.ts'
import type { Transaction } from '#lib/database.ts'
import { inHand, loadOwnGuestPost, permitOwnGuestPost } from '#lib/moderation/guest-posts/load-own-guest-post.ts'
import type { Sending } from '#lib/moderation/guest-posts/load-own-guest-post.ts'
import { screenGuestPost } from '#lib/moderation/guest-posts/screen-guest-post.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { refuseStopped } from '#lib/people/refuse-stopped.ts'
import { revisionSeen } from '#lib/posts/publishing/draft-seen.ts'
import { refuseUnrendered } from '#lib/posts/publishing/load-publishing.ts'
import { refuseChanged } from '#lib/posts/publishing/refuse-changed.ts'
import { writeDraft } from '#lib/posts/writing/write-draft.ts'
import { done, refuse } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'

/**
 * A reader sends their essay to be published: its text as it is now waits, whatever they write afterwards. Sent again while it waits, or after it
 * came back, the new text takes the place of the other and keeps its age in the queue.
 */
export const sendGuestPost = command({
  name: 'send-guest-post',
  input: z.strictObject({ postId: z.uuid(), /** Of the draft that its author saw. */ version: z.coerce.number().int().positive(), draftRevision: revisionSeen }),
  least: 'reader',
  load: (tx, { postId }) => loadOwnGuestPost(tx, postId),
  permit: permitOwnGuestPost,
  async perform({ tx, viewer, input, subject: { post, sending, untold }, now }) {
    if (!viewer.id) return refuse('signed-out', 'Please sign in first.')
    if (hasRole(viewer, 'author')) return refuse('invalid', 'You publish what you write here yourself.')
    if (untold) return inHand
    if (sending?.state === 'hidden') return refuse('conflict', 'A moderator took it down. What you write is kept, and is not sent while it is.')
    if (post.draftVersion !== input.version) return refuseChanged(tx, post, input.draftRevision)
    const { draft } = post
    if (sending?.waits && draft.id === sending.currentRevisionId) return done({ postId: post.id, repeated: true }, { type: 'post', id: post.id })
    if (draft.title.trim() === '') return refuse('invalid', 'It has no title yet. Please give it one first.')
    const unready = refuseUnrendered({ draftRevision: draft }, now)
    if (unready) return unready
    if (draft.text.trim() === '') return refuse('invalid', 'There is nothing to read in it yet.')
    await takeTurn(tx, viewer.id)
    const stopped = await refuseStopped(tx, viewer.id, now)
    if (stopped) return stopped
    const open = sending && !['rejected', 'withdrawn'].includes(sending.state) ? sending : null
    const screened = await screenGuestPost(tx, draft, { personId: viewer.id, now, ...(open && { ignoring: open.id }) })
    if (!screened.ok) return screened
    const kept = await writeDraft(tx, post, {}, { reason: 'submitted', editorId: viewer.id, now })
    if (!kept.ok) return kept
    const revisionId = kept.value.revisionId
    const itemId = open ? await sendAgain(tx, open, revisionId) : await sendFirst(tx, { postId: post.id, personId: viewer.id, revisionId, now })
    await keepFindings(tx, itemId, revisionId, screened.findings)
    return done({ postId: post.id, repeated: false }, { type: 'post', id: post.id })
  },
})

async function sendFirst(tx: Transaction, { postId, personId, revisionId, now }: { postId: string; personId: string; revisionId: string; now: Date }): Promise<string> {
  const { id: guestPostId } = await tx.guestPost.create({ data: { postId, personId, currentRevisionId: revisionId, sentAt: now }, select: { id: true } })
  const { id } = await tx.reviewItem.create({
    data: { kind: 'guest_post', postId, guestPostId, postRevisionId: revisionId, submittedAt: now, createdAt: now }, select: { id: true },
  })
  return id
}

/** Of what is published already, readers keep the approved text meanwhile. */
async function sendAgain(tx: Transaction, { id, state, itemId }: Sending, revisionId: string): Promise<string> {
  await tx.guestPost.update({ where: { id }, data: { currentRevisionId: revisionId, ...(state === 'returned' && { state: 'held' }) }, select: { id: true } })
  await tx.reviewItem.update({ where: { id: itemId }, data: { state: 'waiting', decidedAt: null, postRevisionId: revisionId, version: { increment: 1 } }, select: { id: true } })
  return itemId
}
