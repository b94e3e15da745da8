import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/**
 * An author takes the password from a post. It is a draft then that nobody else reads until it is published. What readers saw stays as it is, and
 * the address that they know leads on (`opened_text`, migration 20261123110000).
 */
export const endPassword = command({
  name: 'end-password',
  input: z.strictObject({ postId: z.uuid() }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, subject: post, now }) {
    if (!post.passwordHash) return refuse('conflict', 'It has no password.')
    await tx.post.update({
      where: { id: post.id },
      data: { state: 'draft', passwordHash: null, passwordSince: null, publishedRevisionId: null, version: { increment: 1 }, updatedAt: now },
      select: { id: true },
    })
    await noteEvent(tx, { kind: 'essay-closed', personId: null, byId: viewer.id, about: `essay ${post.id}` }, now)
    return done(null, { type: 'post', id: post.id })
  },
})
