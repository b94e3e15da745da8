import { Prisma } from '#database'
import { insideQuestion, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Transaction } from '#lib/database.ts'

type Sent = { source: string; draftVersion: number; idempotencyKey: string }
type Draft = { id: string; version: number; body: string; form: string; aside: string; asideAt: Date | null }

/** What somebody has begun to answer. @param answers the essay or the comment */
export function draftOf(personId: string, answers: string): Question<Draft | null> {
  return insideQuestion(Prisma.sql`
    SELECT id, version, body, form, aside, aside_at AS "asideAt" FROM reply_draft WHERE person_id = ${personId}::uuid AND answers = ${answers}::uuid`,
  ([draft]: (Omit<Draft, 'asideAt'> & { asideAt: string | null })[]) => draft ? { ...draft, asideAt: draft.asideAt === null ? null : momentOf(draft.asideAt) } : null)
}

/**
 * A text was sent: its draft goes with it, in the same transaction. One that its writer had not before them, saved by another
 * device meanwhile, stays, and so does what was set aside.
 */
export async function endDraft(tx: Transaction, draft: Draft | null, { source, draftVersion, idempotencyKey }: Sent): Promise<void> {
  if (!draft) return
  const known = draft.version === draftVersion || draft.body.trim() === source.trim() || (draft.form !== '' && idempotencyKey.startsWith(`${draft.form}:`))
  if (!known) return
  const { id, aside, asideAt, version } = draft
  if (asideAt) await tx.replyDraft.update({ where: { id }, data: { body: aside, savedAt: asideAt, aside: '', asideAt: null, version: version + 1 }, select: { id: true } })
  else await tx.replyDraft.deleteMany({ where: { id } })
}
