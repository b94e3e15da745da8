import type { Transaction } from '#lib/database.ts'
import { proveLines } from '#lib/mail/queue-mail.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { triedForAWhile } from '#lib/mail/postpone-mail.ts'
import { lookAgain } from '#lib/moderation/notices/look-again.ts'
import { noticeLetter } from '#lib/moderation/notices/notice-letter.ts'

/** Somebody who may be written to; `email` is null when nobody has proved that it is theirs. */
export type Addressee = { id: string; email: string | null }

/** A mail about notices that waits to be written, until it leaves. */
export type Envelope = { id: string; nextTryAt: Date | null }

/** Holds, until the transaction ends, everybody else back who has to do with this person's mail. Null when there is nobody. */
export async function lockAddressee(tx: Transaction, id: string): Promise<Addressee | null> {
  const [person] = await tx.$queryRaw<Addressee[]>`
    SELECT id, CASE WHEN email_verified_at IS NOT NULL THEN email END AS email FROM person WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return person ?? null
}

/** What waits for somebody already, and takes more in: it is in nobody's hands, and was not given up. */
export async function findEnvelope(tx: Transaction, personId: string): Promise<Envelope | null> {
  const [waiting] = await tx.$queryRaw<Envelope[]>`
    SELECT id, next_try_at AS "nextTryAt" FROM mail
    WHERE person_id = ${personId}::uuid AND sent_at IS NULL AND (attempts = 0 OR next_try_at IS NOT NULL AND trouble <> '')
    ORDER BY created_at DESC LIMIT 1 FOR UPDATE`
  return waiting ?? null
}

/** An envelope that is new, or takes something new in: a week of tries begins. */
export async function openEnvelope(tx: Transaction, { id: personId, email }: Addressee, waiting: Envelope | null, now: Date): Promise<Envelope> {
  if (waiting) await tx.$executeRaw`UPDATE mail SET created_at = ${now}::timestamptz, attempts = least(attempts, ${triedForAWhile}) WHERE id = ${waiting.id}::uuid`
  return waiting ?? tx.mail.create({ data: { personId, to: email ?? '', subject: '', text: '', createdAt: now }, select: { id: true, nextTryAt: true } })
}

/**
 * Writes what an envelope has to say as things are now. Of that its subject alone is kept, which holds no word of anybody.
 * @returns null when nothing is left to say, and then there is no envelope any more; 'again' when there is more to look at
 */
export async function writeEnvelope(tx: Transaction, id: string, { id: personId, email }: Addressee, now: Date): Promise<{ letter: Letter; gathered: boolean } | 'again' | null> {
  const said = email === null ? null : await lookAgain(tx, id, personId, now)
  if (said === 'again') return said
  if (email === null || said === null) {
    await tx.notice.updateMany({ where: { mailId: id }, data: { mailId: null } })
    await tx.mail.delete({ where: { id }, select: { id: true } })
    return null
  }
  const letter = proveLines(noticeLetter({ id: personId, email }, said))
  await tx.mail.update({ where: { id }, data: { to: letter.to, subject: letter.subject }, select: { id: true } })
  return { letter, gathered: said.gathered }
}
