import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { keepPlan } from '#lib/kept-plans.ts'
import type { Matter, Subject } from '#lib/moderation/kinds/kind.ts'
import type { After, Kept, MatterModule } from '#lib/moderation/matters/matter.ts'
import { announceComment } from '#lib/notices/tell-of-comment.ts'

/** A comment, with the text that readers see and perhaps a newer one that waits. */
export const commentMatter: MatterModule = {
  type: 'comment',
  word: 'text',
  /** The item was found together with its thread, which is locked. */
  async lock() {},
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
  // The word for undoing stands while the row is changed, and not for what comes after it in the transaction.
  await tx.$queryRaw`${keepPlan}
    WITH undoing AS MATERIALIZED (SELECT set_config('afterword.undoing', 'yes', true) AS word)
    UPDATE comment c SET state = ${state}::comment_state, current_revision_id = ${currentRevisionId}::uuid, approved_revision_id = ${approvedRevisionId}::uuid,
      published_at = ${publishedAt}::timestamptz, approved_digest = (SELECT r.digest FROM comment_revision r WHERE r.id = ${approvedRevisionId}::uuid), version = version + 1
    FROM undoing WHERE c.id = ${comment.id}::uuid AND undoing.word = 'yes' RETURNING set_config('afterword.undoing', '', true)`
}
