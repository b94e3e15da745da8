import type pg from 'pg'
import { z } from 'zod'

/** A job that waits, without what is different from one version of the queue to another. */
const job = z.strictObject({ task: z.string(), payload: z.json(), at: z.iso.datetime({ offset: true }), key: z.string().nullable(), priority: z.int(), tries: z.int() })
export const jobsShape = z.array(job)
export type WaitingJob = z.output<typeof job>

/** Every job that is still to be done, in the order in which its time comes. */
export async function readJobs(client: pg.Client): Promise<WaitingJob[]> {
  const { rows } = await client.query<{ job: WaitingJob }>(`
    SELECT json_build_object('task', t.identifier, 'payload', j.payload, 'at', to_char(j.run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'key', j.key, 'priority', j.priority, 'tries', j.max_attempts) AS job
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.attempts < j.max_attempts ORDER BY j.run_at, j.id`)
  return rows.map((row) => row.job)
}

/** Puts jobs into a queue that has none. They have all their tries again. */
export async function putJobs(client: pg.Client, jobs: WaitingJob[]): Promise<void> {
  await client.query(`
    SELECT count(*) FROM jsonb_to_recordset($1::jsonb) AS spec (task text, payload json, at timestamptz, key text, priority int, tries int),
      LATERAL graphile_worker.add_job(spec.task, payload := spec.payload, run_at := spec.at, max_attempts := spec.tries, job_key := spec.key, priority := spec.priority)`, [JSON.stringify(jobs)])
}
