import { z } from 'zod'
import { command } from '#lib/command.ts'
import { loadInvitation, permitAsked } from '#lib/posts/authors/load-invitation.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Somebody who was asked to write at a post agrees: from now on they are its author, named behind those who are. Twice is once. */
export const agreeToWrite = command({
  name: 'agree-to-write',
  input: z.strictObject({ postId: z.uuid(), personId: z.uuid() }),
  least: 'author',
  load: loadInvitation,
  permit: permitAsked,
  async perform({ tx, subject: { postId, personId, declinedAt, authorships }, now }) {
    const about = { type: 'post', id: postId }
    if (authorships.some((each) => each.personId === personId)) return done({ postId }, about)
    if (declinedAt) return refuse('conflict', 'You said no to this. Its authors can ask you again.')
    const last = Math.max(-1, ...authorships.map(({ position }) => position))
    await tx.authorship.create({ data: { postId, personId, position: last + 1 }, select: { postId: true } })
    await tx.authorInvitation.update({ where: { postId_personId: { postId, personId } }, data: { agreedAt: now }, select: { postId: true } })
    await tx.post.update({ where: { id: postId }, data: { version: { increment: 1 }, updatedAt: now }, select: { id: true } })
    return done({ postId }, about)
  },
})
