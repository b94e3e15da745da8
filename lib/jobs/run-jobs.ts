import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, runTaskList } from 'graphile-worker'
import type { JobHelpers, WorkerEvents, WorkerPool } from 'graphile-worker'
import { Client, Pool } from 'pg'
import { databaseCode } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import type { JobName, Jobs } from '#lib/jobs/add-job.ts'

/** Is told, without any name or address, what went wrong. */
export type Report = (trouble: string) => void

/** What is done for each kind of job. Kinds that are missing wait for a process that does them. */
export type Tasks = { [Name in JobName]?: (payload: Jobs[Name], report: Report) => Promise<void> }

/** Who does which jobs. A mail server that is silent, or the mail of a full hour, never keeps anybody from being told on the site. */
const crews: JobName[][] = [['tell-of-comment', 'tell-of-post', 'tell-of-invitation', 'tell-of-thanks', 'renew-search', 'render-draft'], ['mail-notices', 'send-mail']]

/** Jobs that one crew of a process does at a time. */
const atOnce = 2
/** How often it is looked for jobs whose time has come, in milliseconds. New ones announce themselves. */
const lookEvery = 2_000
/** How often it is looked for jobs of processes that are gone, in milliseconds. */
const sweepEvery = 5_000

/**
 * Does jobs from now on. Any number of processes may do this: each job is done by one at a time. When a process dies in the middle,
 * another takes its jobs up within some ten seconds; so what a job does must be safe to begin again.
 * @returns a function that ends it, when the jobs in hand are done
 */
export function keepDoingJobs(tasks: Tasks, report: Report): () => Promise<void> {
  const ends = crews.map((names) => names.filter((name) => tasks[name])).filter((names) => names.length > 0).map((names) => keepCrew(pick(tasks, names), report))
  return async () => void (await Promise.all(ends.map((end) => end())))
}

function pick(tasks: Tasks, names: JobName[]): Tasks {
  return Object.fromEntries(names.map((name) => [name, tasks[name]]))
}

function keepCrew(tasks: Tasks, report: Report): () => Promise<void> {
  let ending = false
  let current: Crew | null = null
  const run = async () => {
    while (!ending) {
      current = openCrew(tasks, report)
      await current.ended.catch((error: unknown) => report(`Jobs had to be begun anew (${describeFailure(error)}).`))
      if (!ending) await sleep(1_000)
    }
  }
  const running = run()
  return async () => {
    ending = true
    await current?.end()
    await running
  }
}

type Crew = { ended: Promise<void>; end: () => Promise<void> }

function openCrew(tasks: Tasks, report: Report): Crew {
  const pool = new Pool({ connectionString: env().DATABASE_URL, max: atOnce * 2 + 2, connectionTimeoutMillis: 10_000, application_name: 'afterword jobs' })
  // A connection that the database ends is replaced at the next try, also while a worker holds it, who does not listen to it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const options = { concurrency: atOnce, pollInterval: lookEvery, noHandleSignals: true, logger: silent, events: listen(report) }
  const workers = runTaskList(options, wrap(tasks, report), pool)
  const stopSweeping = keepSweeping(workers, pool)
  const ended = workers.promise.finally(stopSweeping).finally(() => pool.end())
  return { ended, end: async () => void (await workers.gracefulShutdown()) }
}

/** Its own words would name whom a job is about. */
const silent = new Logger(() => () => {})

function listen(report: Report): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.on('job:error', ({ job, error }) => report(`A job could not be done (${job.task_identifier}, try ${job.attempts}): ${describeFailure(error)}`))
  return events
}

/** The kind of a failure, for a log: what its message says may name people. Failures that jobs report themselves say what they mean. */
function describeFailure(error: unknown): string {
  return error instanceof JobFailure ? error.message : databaseCode(error) || 'unknown'
}

/** A job could not be done for a reason that may be written down, and is to be tried again. */
export class JobFailure extends Error {
  override name = 'JobFailure'
}

/** What the queue keeps of a failure is no place for names and addresses either. */
function wrap(tasks: Tasks, report: Report): Record<string, (payload: unknown, helpers: JobHelpers) => Promise<void>> {
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, async (payload: unknown, helpers: JobHelpers) => {
    // What is in the queue was put there by `addJob`, with the types of this very table.
    const work = () => (task as (payload: unknown, report: Report) => Promise<void>)(payload, report)
    try {
      await (oneAfterTheOther.includes(name) ? inTurn(`${name} ${JSON.stringify(payload)}`, helpers, work) : work())
    } catch (error) {
      throw new JobFailure(describeFailure(error))
    }
  }]))
}

/**
 * What goes out into the world. A job that is in hand does not keep another one of the same name from being put in, such as when more comes into a mail at the very
 * moment in which it begins to be sent: that one waits, and finds that it has left.
 */
const oneAfterTheOther: string[] = ['send-mail'] satisfies JobName[]

/** By a lock that the database lets go of when this process ends. */
function inTurn(name: string, helpers: JobHelpers, work: () => Promise<void>): Promise<void> {
  return helpers.withPgClient(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`afterword.job.${name}`])
    try {
      await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [`afterword.job.${name}`])
    }
  })
}

/**
 * The queue keeps the jobs of a process that died for four hours. So each holds a lock of its own for as long as it lives, which the
 * database lets go of by itself, and whoever finds jobs in the hands of somebody without one lets them go.
 */
function keepSweeping(workers: WorkerPool, pool: Pool): () => Promise<void> {
  let alive: Client | null = null
  let running = Promise.resolve()
  const sweep = async () => {
    alive ??= await holdLife(workers.id, () => (alive = null))
    await pool.query(releaseOrphans)
  }
  const next = () => (running = running.then(sweep).catch(() => {}))
  const timer = setInterval(next, sweepEvery)
  timer.unref()
  void next()
  return async () => {
    clearInterval(timer)
    await running
    await alive?.end().catch(() => {})
  }
}

async function holdLife(workersId: string, lost: () => void): Promise<Client> {
  const client = new Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 10_000, application_name: 'afterword jobs alive', keepAlive: true })
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`afterword.jobs.${workersId}`])
  return client
}

/** Those who began a moment ago may not have taken their lock yet. */
const releaseOrphans = `
  SELECT graphile_worker.force_unlock_workers(array_agg(holder)) FROM (
    SELECT locked_by AS holder FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
    GROUP BY locked_by HAVING max(locked_at) < now() - interval '3 seconds') held
  WHERE pg_try_advisory_xact_lock(hashtextextended('afterword.jobs.' || holder, 0))
  HAVING count(*) > 0`
