import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { addJobs } from '#lib/jobs/add-job.ts'
import { askForMail } from '#lib/notices/write-notices.ts'
import { done } from '#lib/refusal.ts'

/**
 * Asks for what waits and has no job: mail and notices from before there were jobs, or of a database that was restored without its
 * queue. Done once when a process starts; where nothing is amiss it finds nothing.
 */
export const adoptWaiting = command({
  name: 'adopt-waiting',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  load: async () => null,
  permit: () => null,
  async perform({ tx, now }) {
    const mail = await findMail(tx)
    await addJobs(tx, 'send-mail', mail.map(({ id }) => ({ key: id, at: now, payload: { mailId: id } })))
    const notices = await findNotices(tx)
    await askForMail(tx, notices.map((due) => ({ ...due, gathered: true })))
    return done({ mail: mail.length, notices: notices.length })
  },
})

/** At most so many in one transaction; the next start takes the next. */
const most = 5_000

/** What has not left and was not given up, and whose job is gone or used up. */
async function findMail(tx: Transaction): Promise<{ id: string }[]> {
  return tx.$queryRaw`
    SELECT m.id FROM mail m WHERE m.sent_at IS NULL AND (m.trouble = '' OR m.next_try_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'send-mail:' || m.id AND j.attempts < j.max_attempts)
    ORDER BY m.created_at LIMIT ${most}`
}

async function findNotices(tx: Transaction): Promise<{ personId: string; mailDueAt: Date }[]> {
  return tx.$queryRaw`
    SELECT n.person_id AS "personId", min(n.mail_due_at) AS "mailDueAt" FROM notice n
    WHERE n.mailed_at IS NULL AND n.cancelled_at IS NULL AND n.mail_due_at IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM graphile_worker.jobs j WHERE j.task_identifier = 'mail-notices' AND j.attempts < j.max_attempts AND split_part(j.key, ':', 2) = n.person_id::text)
    GROUP BY n.person_id LIMIT ${most}`
}
