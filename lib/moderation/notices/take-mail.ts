import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { lockAddressee, writeEnvelope } from '#lib/moderation/notices/envelope.ts'
import { done, refuse } from '#lib/refusal.ts'

const headers = z.record(z.string(), z.string())

/** A mail that leaves now; none when it has nothing to say any more. `again`: there is more to look at first. */
type Taken = { mail: (Letter & { id: string }) | null; again: boolean }

/**
 * Counts one more try to send a mail. What tells of notices is written here and now, so that nothing goes out about what is not so any
 * more, however long the mail server was away. Refused when it has left already.
 */
export const takeMail = command({
  name: 'take-mail',
  input: z.strictObject({ id: z.uuid() }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, { id }) => {
    const mail = await tx.mail.findFirst({ where: { id, sentAt: null }, select: { id: true, personId: true } })
    const person = mail?.personId ? await lockAddressee(tx, mail.personId) : null
    const [waits] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM mail WHERE id = ${id}::uuid AND sent_at IS NULL FOR UPDATE`
    return waits ? { id, person } : refuse('not-found', 'This mail has left.')
  },
  permit: () => null,
  async perform({ tx, subject: { id, person }, now }) {
    const about = { type: 'mail', id }
    const written = person && (await writeEnvelope(tx, id, person, now))
    if (written === 'again') return done<Taken>({ mail: null, again: true }, about)
    if (person && !written) return done<Taken>({ mail: null, again: false }, about)
    const kept = await begin(tx, id)
    return done<Taken>({ mail: { id, ...(written?.letter ?? kept) }, again: false }, about)
  },
})

/** It is in hand from now on. */
async function begin(tx: Transaction, id: string): Promise<Letter> {
  const mail = await tx.mail.update({
    where: { id },
    data: { attempts: { increment: 1 }, trouble: '', nextTryAt: null },
    select: { to: true, subject: true, text: true, html: true, headers: true },
  })
  return { ...mail, headers: headers.parse(mail.headers) }
}
