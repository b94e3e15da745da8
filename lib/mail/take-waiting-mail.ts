import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'

/** A mail that this process may send now. */
export type WaitingMail = { id: string; to: string; subject: string; text: string; attempts: number }

const batch = 10
/** In milliseconds. */
const firstPause = 60_000
/** After the eighth try, some two hours in, a mail stays where administrators see it. */
const mostAttempts = 8

/**
 * Takes some waiting mail to send it. Each is out of reach of other processes for a while that doubles with every try (1, 2, 4,
 * ... minutes): the time to send it in, and the pause before the next try if that fails.
 */
export const takeWaitingMail = command({
  name: 'take-waiting-mail',
  input: z.strictObject({}),
  least: 'operator',
  load: (tx, _, now) => tx.$queryRaw<WaitingMail[]>`
    SELECT id, "to", subject, text, attempts + 1 AS attempts FROM mail
    WHERE sent_at IS NULL AND attempts < ${mostAttempts} AND coalesce(retry_at <= ${now}::timestamptz, true)
    ORDER BY created_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
  permit: (_, mails) => (mails.length > 0 ? null : refuse('not-found', 'No mail is waiting.')),
  async perform({ tx, subject: mails, now }) {
    for (const { id, attempts } of mails) {
      const retryAt = new Date(now.getTime() + firstPause * 2 ** (attempts - 1))
      await tx.mail.updateMany({ where: { id }, data: { attempts, retryAt } })
    }
    return done(mails)
  },
})
