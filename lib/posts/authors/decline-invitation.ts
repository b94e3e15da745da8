import { z } from 'zod'
import { command } from '#lib/command.ts'
import { loadInvitation, permitAsked } from '#lib/posts/authors/load-invitation.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Somebody who was asked to write at a post says no. Its authors see that, and no reason. */
export const declineInvitation = command({
  name: 'decline-invitation',
  input: z.strictObject({ postId: z.uuid(), personId: z.uuid() }),
  least: 'reader',
  suspendedToo: true,
  load: loadInvitation,
  permit: permitAsked,
  async perform({ tx, subject: { postId, personId, agreedAt }, now }) {
    if (agreedAt) return refuse('conflict', 'You agreed to this. You can leave the essay among its authors.')
    await tx.authorInvitation.updateMany({ where: { postId, personId, agreedAt: null, declinedAt: null }, data: { declinedAt: now } })
    return done(null, { type: 'post', id: postId })
  },
})
