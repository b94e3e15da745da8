import { Prisma } from '#database'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Transaction } from '#lib/database.ts'
import type { Matter, Subject } from '#lib/moderation/kinds/kind.ts'
import type { After, Kept, MatterModule } from '#lib/moderation/matters/matter.ts'
import { announceComment } from '#lib/notices/tell-of-comment.ts'

/** A comment, with the text that readers see and perhaps a newer one that waits. */
export const commentMatter: MatterModule = {
  type: 'comment',
  word: 'text',
  async lock(tx, { commentId }) {
    if (commentId) await lockThreadOf(tx, commentId)
  },
  async write(tx, { matter }, after, { now }) {
    const data = changesOf(matter, after, now)
    if (Object.keys(data).length > 0) await tx.comment.update({ where: { id: matter.id }, data: { ...data, version: { increment: 1 } }, select: { id: true } })
    return { ok: true, approvedRevisionId: after.approvedRevisionId }
  },
  async restore(tx, matter, before) {
    await restoreComment(tx, matter, before)
    return null
  },
  beside: ({ id }) => Prisma.sql`i.comment_id = ${id}::uuid`,
  rivals: ({ kind }, { id }) => (kind === 'report' || kind === 'comment_edit' ? { commentId: id } : null),
  /** What readers see from now on and did not before: a comment, or the new text of one. */
  async announce(tx, before, after, now) {
    if (after.state !== 'published') return
    if (before.state !== 'published') await announceComment(tx, before.id, { edited: false, now })
    else if (after.approvedRevisionId !== before.approvedRevisionId) await announceComment(tx, before.id, { edited: true, now })
  },
}

/** The text that becomes public is the one the moderator saw. A comment is new once: what comes later keeps its date. */
function changesOf(matter: Subject['matter'], { state, approve, currentRevisionId }: After, now: Date) {
  return {
    ...(state !== matter.state && { state }),
    ...(approve && { approvedRevisionId: approve.id, approvedDigest: approve.digest, publishedAt: matter.publishedAt ?? now }),
    ...(currentRevisionId !== matter.currentRevisionId && { currentRevisionId }),
  }
}

/** A comment that a decision left alone is left alone by its undo. */
async function restoreComment(tx: Transaction, comment: Matter, before: Kept): Promise<void> {
  const { currentRevisionId = comment.currentRevisionId, approvedRevisionId, state, publishedAt } = before
  const same = state === comment.state && approvedRevisionId === comment.approvedRevisionId && currentRevisionId === comment.currentRevisionId
  if (same) return
  await tx.$queryRaw`SELECT set_config('afterword.undoing', 'yes', true)`
  await tx.comment.update({
    where: { id: comment.id },
    data: { state, currentRevisionId, approvedRevisionId, publishedAt, approvedDigest: await readDigest(tx, approvedRevisionId), version: { increment: 1 } },
    select: { id: true },
  })
  await tx.$queryRaw`SELECT set_config('afterword.undoing', '', true)`
}

async function readDigest(tx: Transaction, revisionId: string | null) {
  if (!revisionId) return null
  const { digest } = await tx.commentRevision.findUniqueOrThrow({ where: { id: revisionId }, select: { digest: true } })
  return digest
}
