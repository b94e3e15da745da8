import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'

/** A job as the queue takes it; see `addJob`. */
type Spec = { task: string; payload: object; at: string; key: string; priority: number; tries: number }

/** Jobs of transactions that put all of theirs in together, at their end. */
const gathered = new WeakMap<Transaction, Spec[]>()

/** From now on jobs of this transaction are only kept in mind: whoever says so puts in {@link jobsGathered} before it ends. */
export function gatherJobs(tx: Transaction): void {
  gathered.set(tx, [])
}

/** @returns false where a transaction gathers none */
export function gatherMore(tx: Transaction, specs: Spec[]): boolean {
  return Boolean(gathered.get(tx)?.push(...specs))
}

/** As SQL, the statement that puts in what was gathered; null for nothing. */
export function jobsGathered(tx: Transaction): Prisma.Sql | null {
  const specs = gathered.get(tx) ?? []
  return specs.length > 0 ? putIn(specs) : null
}

/** As SQL, a statement that puts jobs into the queue. */
export function putIn(specs: Spec[]): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int FROM jsonb_to_recordset(${JSON.stringify(specs)}::jsonb) AS spec (task text, payload json, at timestamptz, key text, priority int, tries int),
      LATERAL graphile_worker.add_job(spec.task, payload := spec.payload, run_at := spec.at, max_attempts := spec.tries, job_key := spec.key, priority := spec.priority)`
}
