import type { MatterModule } from '#lib/moderation/matters/matter.ts'
import { bringIntoWork } from '#lib/works/bring-into-work.ts'
import { lockWorkOf } from '#lib/works/lock-work.ts'
import { takeOutOfWork } from '#lib/works/take-out-of-work.ts'

/** A change to a work that somebody suggests. Approved, it becomes part of the facts in the same transaction. */
export const proposalMatter: MatterModule = {
  type: 'proposal',
  word: 'proposal',
  async lock(tx, { proposalId }) {
    if (proposalId) await lockWorkOf(tx, proposalId)
  },
  /** Refused when nothing of it can become part of the work any more. */
  async write(tx, { matter, text }, { state, approvedRevisionId }, { now }) {
    const approved = state === 'published'
    await tx.proposal.update({ where: { id: matter.id }, data: { state, ...(approved && { publishedAt: matter.publishedAt ?? now }) }, select: { id: true } })
    if (!approved) return { ok: true, approvedRevisionId }
    const brought = await bringIntoWork(tx, { proposalId: matter.id, now })
    return brought.ok ? { ok: true, approvedRevisionId: text.id } : brought
  },
  /** Refused when the work says something else by now where this had changed it. */
  async restore(tx, matter, { state, publishedAt }, { byId, now }) {
    const taken = matter.state === 'published' ? await takeOutOfWork(tx, { proposalId: matter.id, byId, now }) : null
    if (taken && !taken.ok) return taken
    await tx.$queryRaw`SELECT set_config('afterword.undoing', 'yes', true)`
    await tx.proposal.update({ where: { id: matter.id }, data: { state, publishedAt }, select: { id: true } })
    await tx.$queryRaw`SELECT set_config('afterword.undoing', '', true)`
    return null
  },
  beside: () => null,
  rivals: (_, { id }) => ({ proposalId: id }),
  announce: async () => {},
}
