import type pg from 'pg'
import { siteTasks } from '../../lib/moderation/notices/site-tasks.ts'
import type { Jobs } from '../../lib/jobs/add-job.ts'

/** What administrators read beside a mail that was kept: the site of the backup may have sent it since. */
const why = 'restored: the site of the backup may have sent it'

/** Keeps all mail that had not left where administrators can have it sent. @returns how many these are */
export async function keepWaitingMail(client: pg.Client): Promise<number> {
  const kept = await client.query(`UPDATE mail SET trouble = $1, next_try_at = NULL WHERE sent_at IS NULL AND (trouble = '' OR next_try_at IS NOT NULL)`, [why])
  await client.query(`SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs WHERE task_identifier = 'send-mail'`)
  return kept.rowCount ?? 0
}

/**
 * Does what was to be told by now, as the site of the backup has done since, and lets no mail leave about it. What is told of later, and mail that is due later, is left to
 * the site that begins here.
 * @returns how many notices go out without a mail
 */
export async function tellWithoutMail(client: pg.Client): Promise<number> {
  const tasks = siteTasks(null)
  const { rows } = await client.query<{ task: string; payload: unknown; key: string }>(`
    SELECT j.key, t.identifier AS task, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier LIKE 'tell-%' AND j.run_at <= now() ORDER BY j.run_at, j.id`)
  for (const { task, payload, key } of rows) {
    // What is in the queue was put there by addJob, with the types of this very table.
    const tell = tasks[task as 'tell-of-comment']
    await tell?.(payload as Jobs['tell-of-comment'], () => {})
    await client.query('SELECT graphile_worker.remove_job($1)', [key])
  }
  return (await client.query('UPDATE notice SET mailed_at = now() WHERE mailed_at IS NULL AND cancelled_at IS NULL AND mail_due_at <= now()')).rowCount ?? 0
}
