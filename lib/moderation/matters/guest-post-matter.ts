import { Prisma } from '#database'
import type { CommentState } from '#database'
import type { Transaction } from '#lib/database.ts'
import type { Matter } from '#lib/moderation/kinds/kind.ts'
import type { Kept, MatterModule } from '#lib/moderation/matters/matter.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { putBeforeReaders } from '#lib/posts/publishing/put-before-readers.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** An essay that a reader sent. Approved, it is published with its sender as its author, in the same transaction. */
export const guestPostMatter: MatterModule = {
  type: 'guest_post',
  word: 'essay',
  async lock(tx, { guestPostId }) {
    await tx.$queryRaw(Prisma.sql`SELECT FROM post WHERE id = (SELECT post_id FROM guest_post WHERE id = ${guestPostId}::uuid) FOR NO KEY UPDATE`)
  },
  async write(tx, { matter, text }, { state, approve, currentRevisionId, approvedRevisionId }, { now }) {
    if (state === 'hidden' || matter.state === 'hidden') return { ok: true, approvedRevisionId: await move(tx, matter, state, now) }
    const approved = approve && { approvedRevisionId: text.id, publishedAt: matter.publishedAt ?? now }
    const { postId } = await tx.guestPost.update({ where: { id: matter.id }, data: { state, ...(currentRevisionId && { currentRevisionId }), ...approved }, select: { postId: true } })
    if (!approve) return { ok: true, approvedRevisionId }
    const refused = await publish(tx, postId, text.id, now)
    return refused ?? { ok: true, approvedRevisionId: text.id }
  },
  async restore(tx, matter, before, { now }) {
    if (!closed.includes(before.state) && (await wasDeleted(tx, matter.id))) return deleted
    if (await wasSentAnew(tx, matter.id, before)) return refuse('conflict', 'Its writer has sent this essay anew since, so that sending counts.')
    await tx.$queryRaw`SELECT set_config('afterword.undoing', 'yes', true)`
    if (before.state === 'hidden' || matter.state === 'hidden') {
      await move(tx, matter, before.state, now)
      await tx.$queryRaw`SELECT set_config('afterword.undoing', '', true)`
      return null
    }
    const { state, approvedRevisionId, publishedAt, currentRevisionId } = before
    const { postId } = await tx.guestPost.update({
      where: { id: matter.id }, data: { state, approvedRevisionId, publishedAt, ...(currentRevisionId && { currentRevisionId }) }, select: { postId: true },
    })
    if (matter.approvedRevisionId !== approvedRevisionId) await takeFromReaders(tx, postId, before)
    await tx.$queryRaw`SELECT set_config('afterword.undoing', '', true)`
    return null
  },
  beside: () => null,
  rivals: (_, { id }: Matter) => ({ guestPostId: id }),
  announce: async () => {},
}

/** Of one essay one sending is open: what was refused or taken back waits no more once there is another. */
async function wasSentAnew(tx: Transaction, guestPostId: string, { state }: Kept): Promise<boolean> {
  const { postId } = await tx.guestPost.findUniqueOrThrow({ where: { id: guestPostId }, select: { postId: true } })
  const another = await tx.guestPost.findFirst({ where: { postId, id: { not: guestPostId }, state: { notIn: closed } }, select: { id: true } })
  return another !== null && !closed.includes(state)
}

/** Its writer may delete an essay that waits no more. */
async function wasDeleted(tx: Transaction, guestPostId: string): Promise<boolean> {
  return (await tx.guestPost.count({ where: { id: guestPostId, post: { deletedDraft: { isNot: null } } } })) > 0
}

const deleted = refuse('conflict', 'Its writer deleted this essay meanwhile.')

const closed: CommentState[] = ['rejected', 'withdrawn']

/**
 * Takes an essay from readers, or puts it back with the text and the day that they knew; what it says stays as it is.
 * @returns the text that readers see then
 */
async function move(tx: Transaction, matter: Matter, state: Matter['state'], now: Date): Promise<string | null> {
  const hides = state === 'hidden'
  const { postId, approvedRevisionId } = await tx.guestPost.update({ where: { id: matter.id }, data: { state }, select: { postId: true, approvedRevisionId: true } })
  await tx.post.update({ where: { id: postId }, data: { state: hides ? 'archived' : 'published', version: { increment: 1 }, updatedAt: now }, select: { id: true } })
  return hides ? null : approvedRevisionId
}

/** The text that the moderator read is the one that is published, whatever was written since. */
async function publish(tx: Transaction, postId: string, revisionId: string, now: Date): Promise<Refusal | null> {
  const post = await loadPublishing(tx, { postId })
  if ('ok' in post) return deleted
  const draftRevision = await tx.postRevision.findUniqueOrThrow({ where: { id: revisionId }, select: { title: true, text: true, html: true, rendererVersion: true, savedAt: true } })
  const put = await putBeforeReaders(tx, { ...post, draftRevisionId: revisionId, draftRevision }, { to: 'published', at: null, draftVersion: null }, now)
  return put.ok ? null : put
}

/** Readers see the text from before, or, if there was none, nothing: it is a draft again, without an address. */
async function takeFromReaders(tx: Transaction, postId: string, { approvedRevisionId }: Kept): Promise<void> {
  const data = approvedRevisionId ? { publishedRevisionId: approvedRevisionId } : { state: 'draft' as const, publishedRevisionId: null, publishedAt: null, slug: postId }
  await tx.post.update({ where: { id: postId }, data: { ...data, version: { increment: 1 } }, select: { id: true } })
}
