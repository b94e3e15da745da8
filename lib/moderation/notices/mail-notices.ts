import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { findEnvelope, lockAddressee, openEnvelope, writeEnvelope } from '#lib/moderation/notices/envelope.ts'
import type { Addressee, Envelope } from '#lib/moderation/notices/envelope.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Notices that are taken in one transaction. */
const atOnce = 1_000

/**
 * Puts everything that is due to be told a person by mail into one envelope, and asks for it to be sent: into the one that waits already,
 * where the mail server has been away. What is not so any more, what nobody sees or wants any more, and what was read on the site in
 * the meantime, is marked and goes out to nobody. Any number of processes may do this at once.
 * @returns `again` when there may be more; nothing is sent before all of it is in
 */
export const mailNotices = command({
  name: 'mail-notices',
  input: z.strictObject({ personId: z.uuid() }),
  least: 'operator',
  load: async (tx, { personId }, now) => {
    const person = await lockAddressee(tx, personId)
    const waiting = person && (await findEnvelope(tx, personId))
    return person && (waiting || (await isDue(tx, personId, now))) ? { person, waiting } : refuse('not-found', 'This person is to be told nothing.')
  },
  permit: () => null,
  async perform({ tx, subject: { person, waiting }, now }) {
    const about = { type: 'person', id: person.id }
    const { count, envelope } = await takeNotices(tx, person, { waiting, now })
    if (!envelope || count === atOnce) return done({ mailed: false, again: count === atOnce }, about)
    const { id, nextTryAt } = envelope
    const written = await writeEnvelope(tx, id, person, now)
    if (written === null || written === 'again') return done({ mailed: false, again: written === 'again' }, about)
    await addJob(tx, 'send-mail', { mailId: id }, { at: nextTryAt ?? now, key: id, gathered: written.gathered })
    return done({ mailed: true, again: false }, about)
  },
})

async function isDue(tx: Transaction, personId: string, now: Date): Promise<boolean> {
  return (await tx.notice.findFirst({ where: { personId, mailedAt: null, cancelledAt: null, mailDueAt: { lte: now } }, select: { id: true } })) !== null
}

type Taking = { waiting: Envelope | null; now: Date }

/** Marks what is due and was not taken back, and puts what was not read yet into the envelope. */
async function takeNotices(tx: Transaction, person: Addressee, { waiting, now }: Taking): Promise<{ count: number; envelope: Envelope | null }> {
  const due = await tx.$queryRaw<{ id: string; unread: boolean }[]>`
    UPDATE notice SET mailed_at = ${now}::timestamptz
    WHERE mailed_at IS NULL AND cancelled_at IS NULL AND id IN (
      SELECT id FROM notice
      WHERE person_id = ${person.id}::uuid AND mailed_at IS NULL AND cancelled_at IS NULL AND mail_due_at <= ${now}::timestamptz
      ORDER BY mail_due_at, id LIMIT ${atOnce} FOR UPDATE)
    RETURNING id, read_at IS NULL AS unread`
  const ids = due.flatMap(({ id, unread }) => (unread ? [id] : []))
  if (ids.length === 0 || person.email === null) return { count: due.length, envelope: waiting }
  const envelope = await openEnvelope(tx, person, waiting, now)
  await tx.$executeRaw`UPDATE notice SET mail_id = ${envelope.id}::uuid WHERE id = ANY (${ids}::uuid[])`
  return { count: due.length, envelope }
}
