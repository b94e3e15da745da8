import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { draftSeen } from '#lib/posts/publishing/draft-seen.ts'
import { lockWriting } from '#lib/posts/writing/load-writing.ts'
import { findHindrance, permitDeleting } from '#lib/posts/writing/deleted/find-hindrance.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * An author deletes a draft that no reader ever saw. Its post has no draft any more, so nothing reads or changes it. It stays as it is, with every
 * text that was saved of it, for thirty days (deleted-days.ts), in which it can be brought back; only its place in a series is lost.
 */
export const deleteDraft = command({
  name: 'delete-draft',
  input: z.strictObject({ postId: z.uuid(), draftVersion: draftSeen }),
  least: 'reader',
  async load(tx: Transaction, { postId }) {
    const post = await lockWriting(tx, postId)
    if ('ok' in post) return post
    const { publishAt } = await tx.post.findUniqueOrThrow({ where: { id: postId }, select: { publishAt: true } })
    return { ...post, publishAt }
  },
  permit: (viewer, post) => permitDeleting(viewer, post),
  async perform({ tx, viewer, input: { draftVersion }, subject: post, now }) {
    const hindrance = await findHindrance(tx, post, now)
    if (hindrance) return hindrance
    if (draftVersion !== null && draftVersion !== post.draftVersion) return refuse('conflict', 'Something was saved here meanwhile, so nothing was deleted. Please look at it again.')
    await tx.post.update({ where: { id: post.id }, data: { draftRevisionId: null, draftVersion: { increment: 1 }, version: { increment: 1 }, updatedAt: now }, select: { id: true } })
    await tx.seriesPost.deleteMany({ where: { postId: post.id } })
    await tx.deletedDraft.create({ data: { postId: post.id, revisionId: post.draft.id, deletedAt: now, deletedById: viewer.id }, select: { postId: true } })
    return done({ postId: post.id }, { type: 'post', id: post.id })
  },
})
