import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { isStillSo, noticeShape } from '#lib/moderation/notices/is-still-so.ts'
import { noticeLetter } from '#lib/moderation/notices/notice-letter.ts'
import { done, refuse } from '#lib/refusal.ts'

/** People that are looked at for one whom nobody is writing to. */
const candidates = 20

/**
 * Writes one mail to one person about everything that is due to be told them. Looks again at how things are: what is not so any
 * more, and what was read on the site in the meantime, is marked and goes out to nobody. Any number of processes may do this at
 * once: a person is written to by one, and mark and mail are one transaction.
 */
export const mailNotices = command({
  name: 'mail-notices',
  input: z.strictObject({}),
  least: 'operator',
  load: async (tx, _, now) => (await takePerson(tx, now)) ?? refuse('not-found', 'Nobody is to be told anything.'),
  permit: () => null,
  async perform({ tx, subject: person, now }) {
    const ids = await takeNotices(tx, person.id, now)
    const notices = await tx.notice.findMany({ where: { id: { in: ids } }, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: noticeShape })
    const told = []
    for (const notice of notices) if (notice.readAt === null && (await isStillSo(tx, notice))) told.push(notice)
    if (person.email === null || told.length === 0) return done({ mailed: false, notices: ids.length }, { type: 'person', id: person.id })
    const mailId = await queueMail(tx, noticeLetter({ ...person, email: person.email }, told), now)
    await tx.notice.updateMany({ where: { id: { in: told.map(({ id }) => id) } }, data: { mailId } })
    return done({ mailed: true, notices: ids.length }, { type: 'person', id: person.id })
  },
})

type Person = { id: string; name: string; email: string | null }

/** The person who waits longest and whom no other process is writing to. The lock ends with the transaction. */
async function takePerson(tx: Transaction, now: Date): Promise<Person | undefined> {
  const rows = await tx.$queryRaw<Person[]>`
    WITH waiting AS MATERIALIZED (
      SELECT person_id FROM (
        SELECT person_id, due_at FROM notice WHERE mailed_at IS NULL AND cancelled_at IS NULL AND due_at <= ${now}::timestamptz
        ORDER BY due_at LIMIT 1000
      ) due GROUP BY person_id ORDER BY min(due_at) LIMIT ${candidates}
    ), taken AS MATERIALIZED (
      SELECT person_id FROM waiting WHERE pg_try_advisory_xact_lock(hashtextextended('afterword.notices.' || person_id, 0)) LIMIT 1
    )
    SELECT p.id, p.name, CASE WHEN p.email_verified_at IS NOT NULL THEN p.email END AS email
    FROM taken JOIN person p ON p.id = taken.person_id`
  return rows[0]
}

/** Marks what is due and was not taken back, however long ago this process looked for it. */
async function takeNotices(tx: Transaction, personId: string, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE notice SET mailed_at = ${now}::timestamptz
    WHERE person_id = ${personId}::uuid AND mailed_at IS NULL AND cancelled_at IS NULL AND due_at <= ${now}::timestamptz
    RETURNING id`
  return rows.map(({ id }) => id)
}
