import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { ClientBase } from 'pg'
import { hearAnswer, notificationsConnected } from '#lib/notifications.ts'

// A copy of the database that runs behind it answers whoever reads without a session. It is asked only while it is proved to have everything that this process has heard
// of, and everything that is a second old: else what it says could be older than what was told, and be kept.

type Watch = {
  url: string
  turn: string
  changed: () => void
  report: (news: string) => void
  client: pg.Client | null
  /** The server that was proved, by the moment of its start, and how far it was: no connection may lead to another one, or to less. */
  known: { born: string; place: string } | null
  /** How often it became unknown what the replica has. A proof that began before the last time is none. */
  doubts: number
  proof: { doubts: number; at: number } | null
  /** Until then nobody asks it: it failed somebody. */
  restsUntil: number
  /** Since when there has been no proof, and whether that was reported. */
  unprovedSince: number
  reported: boolean
  wake: () => void
  ended: Promise<void>
  stopped: boolean
}

/** Next bundles this file apart from `server.ts`; one process must still have one watch, and one store of who may ask the replica. */
const shared = globalThis as typeof globalThis & { afterwordReplica?: Watch; afterwordReplicaReads?: AsyncLocalStorage<{ mayAsk: boolean }> }
const reads = (shared.afterwordReplicaReads ??= new AsyncLocalStorage())

/** In milliseconds. The replica is not asked when all that is proved is that it has what is older than this. */
const longestLag = 1_000
/** How often that is proved anew, and how soon after a proof that failed. */
const proveEvery = 300
/** While it is behind it is looked at again so soon, then half as often each time. */
const firstLook = 4
const longestPauseOfLooks = 50
/** Nobody waits for this answer but the watch. A server that is frozen says nothing at all. */
const answerPatience = 500
/** Who failed somebody is not asked for so long. */
const restAfterFailure = 5_000
/** What readers may see changes by the clock as well, so the clocks of both servers must agree within this. */
const clocksAgreeWithin = 500
/** A moment without a proof comes after every change, and is no news. */
const worthReportingAfter = 3_000

/** How far the primary has written, without the head of a page of the log that has nothing else on it: no replica says that it has that. */
const primaryState = `
  SELECT (at.place - CASE WHEN at.place % pg_size_bytes(current_setting('wal_segment_size')) = 40 THEN 40 WHEN at.place % current_setting('wal_block_size')::int = 24 THEN 24 ELSE 0 END)::text AS place,
    ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int AS timeline,
    (SELECT system_identifier::text FROM pg_control_system()) AS system, extract(epoch FROM clock_timestamp()) * 1000 AS clock`

const placeOfPrimary = `FROM (SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS place) at`

/** The timeline is that of the last point from which the replica could begin again: after the primary was replaced it takes some minutes to be the new one. */
const replicaState = `
  SELECT pg_is_in_recovery() AS follows, coalesce(pg_last_wal_replay_lsn() - '0/0'::pg_lsn, 0)::text AS place, pg_postmaster_start_time()::text AS born,
    (SELECT timeline_id FROM pg_control_checkpoint()) AS timeline,
    (SELECT system_identifier::text FROM pg_control_system()) AS system, extract(epoch FROM clock_timestamp()) * 1000 AS clock`

/**
 * Keeps proving what a replica has, until it is told to stop.
 * @param turn asks, as SQL, for the last moment at which the clock changed what readers see
 * @param changed is called before another server is believed: nothing more may be asked of the one before
 * @param report is told when the replica is not read for longer than a moment, and when it is again
 * @returns a function that ends it
 */
export function watchReplica({ url, turn, changed, report }: Pick<Watch, 'url' | 'turn' | 'changed' | 'report'>): () => Promise<void> {
  const watch: Watch = {
    url, turn, changed, report, client: null, known: null, doubts: 0, proof: null, restsUntil: -Infinity, unprovedSince: performance.now(), reported: false,
    wake: () => {}, ended: Promise.resolve(), stopped: false,
  }
  shared.afterwordReplica = watch
  watch.ended = keepProving(watch)
  return async () => {
    watch.stopped = true
    watch.proof = null
    watch.wake()
    await watch.ended
    await watch.client?.end().catch(() => {})
  }
}

/** Something has changed, or cannot be known: what the replica has counts for nothing until it is proved anew. */
export function doubtReplica() {
  const watch = shared.afterwordReplica
  if (!watch) return
  watch.doubts++
  watch.proof = null
  watch.wake()
}

/** The replica failed somebody, who is answered by the primary. */
export function restReplica() {
  const watch = shared.afterwordReplica
  if (watch) watch.restsUntil = performance.now() + restAfterFailure
  doubtReplica()
}

/**
 * Carries out reads for somebody of whom nothing is known: all of them from the replica when it has everything at this moment, else from the primary. Where the replica fails
 * one of them, the primary answers that and the rest; it is never older.
 */
export function readForAnybody<Result>(work: () => Result): Result {
  return reads.run({ mayAsk: isProved() }, work)
}

/** Whether what is read now may come from the replica. */
export function mayAskReplica(): boolean {
  const read = reads.getStore()
  if (!read?.mayAsk) return false
  // Once it failed, whoever began with it does not come back to it.
  read.mayAsk = performance.now() >= (shared.afterwordReplica?.restsUntil ?? Infinity)
  return read.mayAsk
}

function isProved(): boolean {
  const watch = shared.afterwordReplica
  if (!watch?.proof || watch.proof.doubts !== watch.doubts) return false
  const now = performance.now()
  return now - watch.proof.at <= longestLag && now >= watch.restsUntil
}

/**
 * Makes sure that a new connection leads to the replica that was proved, at least as far as it was then: an address may lead elsewhere from one time to the next.
 * @throws Error when it does not
 */
export async function admitReplica(connection: Pick<ClientBase, 'query'>): Promise<void> {
  const known = shared.afterwordReplica?.known
  const { rows } = await connection.query(`SELECT pg_is_in_recovery() AND pg_postmaster_start_time()::text = $1 AND pg_last_wal_replay_lsn() - '0/0'::pg_lsn >= $2::numeric AS same`, [known?.born, known?.place])
  if (rows[0]?.same !== true) throw new Error('This is not the replica that was proved')
}

async function keepProving(watch: Watch) {
  while (!watch.stopped) {
    const woken = new Promise<void>((resolve) => (watch.wake = resolve))
    const problem = await prove(watch).catch((error: unknown) => `it cannot be asked (${codeOf(error)})`)
    tell(watch, problem)
    // What changed meanwhile is looked at again at once, but for a replica that is away.
    await Promise.race([sleep(proveEvery, undefined, { ref: false }), ...(problem === null ? [woken] : [])])
  }
}

/** @returns why the replica may not be asked; null where it may, or something changed meanwhile */
async function prove(watch: Watch): Promise<string | null> {
  const { doubts } = watch
  if (!notificationsConnected()) return 'the primary cannot be heard'
  const asked = performance.now()
  const here = await hearAnswer(`${primaryState}, ${momentOf(watch)} ${placeOfPrimary}`)
  if (!here) return 'the primary cannot be heard'
  const hereAt = (asked + performance.now()) / 2
  for (let pause = firstLook; watch.doubts === doubts && !watch.stopped; pause = Math.min(pause * 2, longestPauseOfLooks)) {
    const from = performance.now()
    const there = await askReplica(watch)
    const now = performance.now()
    const problem = compare(here, there, Number(here.clock) - hereAt - (Number(there.clock) - (from + now) / 2))
    if (problem !== null) return problem
    know(watch, there)
    if (BigInt(there.place) >= BigInt(here.place) && there.turn === here.turn) {
      if (watch.doubts === doubts) watch.proof = { doubts, at: asked }
      return null
    }
    if (now - asked > longestLag) return 'it is more than a second behind'
    await sleep(pause, undefined, { ref: false })
  }
  return null
}

/** As a number: the same on servers that write moments by other clocks of the world. */
function momentOf({ turn }: Watch): string {
  return `coalesce(extract(epoch FROM nullif((${turn}), '')::timestamptz)::text, '') AS turn`
}

/** @returns what is wrong with it, however far it is */
function compare(here: pg.QueryResultRow, there: pg.QueryResultRow, skew: number): string | null {
  if (there.system !== here.system) return 'it is a copy of another database'
  if (there.follows !== true) return 'it follows nobody any more'
  if (there.timeline !== here.timeline) return 'it may follow a primary that was replaced'
  return Math.abs(skew) > clocksAgreeWithin ? `its clock differs by ${Math.round(Math.abs(skew))} ms` : null
}

function know(watch: Watch, { born, place }: pg.QueryResultRow) {
  if (watch.known && watch.known.born !== born) watch.changed()
  watch.known = { born, place }
}

async function askReplica(watch: Watch): Promise<pg.QueryResultRow> {
  try {
    watch.client ??= await connect(watch)
    const { rows } = await watch.client.query<pg.QueryResultRow>(`${replicaState}, ${momentOf(watch)}`)
    return rows[0] ?? {}
  } catch (error) {
    lose(watch, watch.client)
    throw error
  }
}

async function connect(watch: Watch): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: watch.url, application_name: 'afterword replica', connectionTimeoutMillis: answerPatience, query_timeout: answerPatience, keepAlive: true,
    options: '-c default_transaction_read_only=on -c TimeZone=UTC',
  })
  client.on('error', () => lose(watch, client))
  client.on('end', () => lose(watch, client))
  await client.connect().catch((error: unknown) => {
    client.end().catch(() => {})
    throw error
  })
  return client
}

function lose(watch: Watch, client: pg.Client | null) {
  if (!client || watch.client !== client) return
  watch.client = null
  watch.proof = null
  client.end().catch(() => {})
}

function tell(watch: Watch, problem: string | null) {
  const now = performance.now()
  if (problem === null && watch.proof) {
    if (watch.reported) watch.report('The replica is read again.')
    Object.assign(watch, { reported: false, unprovedSince: Infinity })
    return
  }
  watch.unprovedSince = Math.min(watch.unprovedSince, now)
  if (problem === null || watch.reported || watch.stopped || now - watch.unprovedSince < worthReportingAfter) return
  watch.reported = true
  watch.report(`The replica is not read, all pages come from the primary: ${problem}.`)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time'
}
