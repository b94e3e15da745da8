import type { Transaction } from '#lib/database.ts'

/** Every kind of work that is done after a change, and what it needs to know. Nothing but ids: what they stand for is read when it is done. */
export type Jobs = {
  'send-mail': { mailId: string }
  'mail-notices': { personId: string }
  'tell-of-comment': { commentId: string; edited: boolean }
  'tell-of-post': { postId: string }
  /** Put in by the database itself when an author is renamed. */
  'renew-search': { personId: string }
}

export type JobName = keyof Jobs

/** How a job is put in: see {@link addJob}. */
export type Timing = {
  /** Not before this moment. */
  at: Date
  /** Names the job: one that waits under this name is replaced, and there are never two. */
  key: string
}

/** A job that fails is tried again after 3 s, 7 s, 20 s, ..., 6 h; ten tries take some four hours. */
const mostTries = 10

/** Puts a job in, as a part of the transaction: it is done, by any process, some time after the commit, or never if there is none. */
export async function addJob<Name extends JobName>(tx: Transaction, name: Name, payload: Jobs[Name], { at, key }: Timing): Promise<void> {
  await tx.$queryRaw`
    SELECT id::text FROM graphile_worker.add_job(${name}::text, payload := ${JSON.stringify(payload)}::json, run_at := ${at}::timestamptz,
      max_attempts := ${mostTries}::int, job_key := ${`${name}:${key}`}::text)`
}

/** Many jobs of one kind in one statement. */
export async function addJobs<Name extends JobName>(tx: Transaction, name: Name, jobs: readonly (Timing & { payload: Jobs[Name] })[]): Promise<void> {
  if (jobs.length === 0) return
  const specs = jobs.map(({ payload, at, key }) => ({ payload, at: at.toISOString(), key: `${name}:${key}` }))
  await tx.$queryRaw`
    SELECT count(*)::int FROM jsonb_to_recordset(${JSON.stringify(specs)}::jsonb) AS spec (payload json, at timestamptz, key text),
      LATERAL graphile_worker.add_job(${name}::text, payload := spec.payload, run_at := spec.at, max_attempts := ${mostTries}::int, job_key := spec.key)`
}
