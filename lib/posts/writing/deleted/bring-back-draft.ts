import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import { goneAt } from '#lib/posts/writing/deleted/deleted-days.ts'
import { permitDeleting } from '#lib/posts/writing/deleted/find-hindrance.ts'
import { done, refuse } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'

/** An author brings a deleted draft back, as it was: its text, its history, its images, its links and whoever was asked to write at it. */
export const bringBackDraft = command({
  name: 'bring-back-draft',
  input: z.strictObject({ postId: z.uuid() }),
  least: 'reader',
  async load(tx: Transaction, { postId }) {
    await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR UPDATE`
    const post = await tx.post.findUnique({
      where: { id: postId },
      select: { id: true, state: true, authorships: { orderBy: { position: 'asc' }, select: { personId: true } }, deletedDraft: { select: { revisionId: true, deletedAt: true, emptiedAt: true } } },
    })
    return post ?? noSuchEssay
  },
  permit: (viewer, post) => permitDeleting(viewer, post),
  async perform({ tx, viewer, subject: { id, state, authorships, deletedDraft: deleted }, now }) {
    const about = { type: 'post', id }
    if (!deleted) return done({ postId: id }, about)
    if (deleted.emptiedAt || goneAt(deleted.deletedAt) <= now) return refuse('conflict', 'It was deleted longer ago than it is kept, so nothing of it is left.')
    if (viewer.id) await takeTurn(tx, viewer.id)
    const own = authorships.some(({ personId }) => personId === viewer.id)
    if (state === 'draft' && own && viewer.id && !hasRole(viewer, 'author') && (await writesAnother(tx, viewer.id))) {
      return refuse('conflict', 'You write another essay just now, and send one at a time. Delete that one first, or send it.')
    }
    await tx.deletedDraft.delete({ where: { postId: id }, select: { postId: true } })
    await tx.post.update({ where: { id }, data: { draftRevisionId: deleted.revisionId, draftVersion: { increment: 1 }, version: { increment: 1 }, updatedAt: now }, select: { id: true } })
    return done({ postId: id }, about)
  },
})

/** As `begin-guest-post` asks: a reader has one essay that is not published. */
async function writesAnother(tx: Transaction, personId: string): Promise<boolean> {
  const open = await tx.post.findFirst({ where: { state: 'draft', kind: 'essay', deletedDraft: null, authorships: { some: { personId } } }, select: { id: true } })
  return open !== null
}
