import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { isStillSo, noticeShape } from '#lib/moderation/notices/is-still-so.ts'
import { noticeLetter } from '#lib/moderation/notices/notice-letter.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * Writes one mail to a person about everything that is due to be told them by mail. Looks again at how things are: what is not so
 * any more, what nobody sees any more, and what was read on the site in the meantime, is marked and goes out to nobody. Any number
 * of processes may do this at once: mark and mail are one transaction.
 */
export const mailNotices = command({
  name: 'mail-notices',
  input: z.strictObject({ personId: z.uuid() }),
  least: 'operator',
  load: async (tx, { personId }, now) => {
    const ids = await takeNotices(tx, personId, now)
    return ids.length > 0 ? { ids, person: await readPerson(tx, personId) } : refuse('not-found', 'This person is to be told nothing.')
  },
  permit: () => null,
  async perform({ tx, subject: { ids, person }, now }) {
    const notices = await tx.notice.findMany({ where: { id: { in: ids } }, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: noticeShape })
    const told = []
    for (const notice of notices) if (notice.readAt === null && (await isStillSo(tx, notice))) told.push(notice)
    if (person.email === null || told.length === 0) return done({ mailed: false, notices: ids.length }, { type: 'person', id: person.id })
    const mailId = await queueMail(tx, noticeLetter({ ...person, email: person.email }, told), now)
    await tx.notice.updateMany({ where: { id: { in: told.map(({ id }) => id) } }, data: { mailId } })
    return done({ mailed: true, notices: ids.length }, { type: 'person', id: person.id })
  },
})

async function readPerson(tx: Transaction, id: string): Promise<{ id: string; email: string | null }> {
  const { email, emailVerifiedAt } = await tx.person.findUniqueOrThrow({ where: { id }, select: { email: true, emailVerifiedAt: true } })
  return { id, email: emailVerifiedAt ? email : null }
}

/** Marks what is due and was not taken back. Somebody else who does the same waits for this, and finds nothing. */
async function takeNotices(tx: Transaction, personId: string, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE notice SET mailed_at = ${now}::timestamptz
    WHERE person_id = ${personId}::uuid AND mailed_at IS NULL AND cancelled_at IS NULL AND mail_due_at <= ${now}::timestamptz
    RETURNING id`
  return rows.map(({ id }) => id)
}
