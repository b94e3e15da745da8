import type { Transaction } from '#lib/database.ts'

type Sent = { personId: string; answers: string; source: string; draftVersion: number; idempotencyKey: string }

/**
 * A text was sent: its draft goes with it, in the same transaction. One that its writer had not before them, saved by another
 * device meanwhile, stays, and so does what was set aside.
 */
export async function endDraft(tx: Transaction, { personId, answers, source, draftVersion, idempotencyKey }: Sent): Promise<void> {
  const draft = await tx.replyDraft.findUnique({ where: { personId_answers: { personId, answers } } })
  if (!draft) return
  const known = draft.version === draftVersion || draft.body.trim() === source.trim() || (draft.form !== '' && idempotencyKey.startsWith(`${draft.form}:`))
  if (!known) return
  const { id, aside, asideAt, version } = draft
  if (asideAt) await tx.replyDraft.update({ where: { id }, data: { body: aside, savedAt: asideAt, aside: '', asideAt: null, version: version + 1 }, select: { id: true } })
  else await tx.replyDraft.deleteMany({ where: { id } })
}
