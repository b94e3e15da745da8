import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import type { MeasureKind } from '#lib/people/impose-measure.ts'
import { standsAt } from '#lib/people/in-force.ts'

/** A note or a measure, standing or over. */
export type PastMeasure = {
  id: string
  kind: MeasureKind
  reason: string
  at: Date
  /** Null: the command line, or somebody who is not here any more. */
  by: string | null
  until: Date | null
  everySeconds: number | null
  /** Neither lifted nor over. */
  stands: boolean
  lifted: { at: Date; by: string | null; reason: string } | null
  /** What was rejected together with it. */
  rejected: RejectedWithIt[]
}

export type RejectedWithIt = { bulkId: string; texts: number; done: number; finished: boolean; undone: boolean }

/** Measures of one person that their page shows. */
const mostShown = 200

type Row = Omit<PastMeasure, 'lifted' | 'rejected'> & { liftedAt: Date | null; liftedBy: string | null; liftReason: string }

/** The notes and measures of a person, the newest first. */
export async function readPersonMeasures(personId: string, now: Date): Promise<PastMeasure[]> {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT m.id, m.kind::text AS kind, m.reason, m.at, taker.name AS by, m.until, m.every_seconds AS "everySeconds",
      ${standsAt(Prisma.sql`${now}::timestamptz`)} AS stands, m.lifted_at AS "liftedAt", lifter.name AS "liftedBy", m.lift_reason AS "liftReason"
    FROM measure m LEFT JOIN person taker ON taker.id = m.by_id LEFT JOIN person lifter ON lifter.id = m.lifted_by_id
    WHERE m.person_id = ${personId}::uuid ORDER BY m.at DESC, m.id DESC LIMIT ${mostShown}`
  const rejected = await readRejected(rows.map(({ id }) => id))
  return rows.map(({ liftedAt, liftedBy, liftReason, ...measure }) => ({
    ...measure,
    lifted: liftedAt && { at: liftedAt, by: liftedBy, reason: liftReason },
    rejected: rejected.get(measure.id) ?? [],
  }))
}

async function readRejected(measureIds: string[]): Promise<Map<string, RejectedWithIt[]>> {
  const rows = await reader().$queryRaw<(RejectedWithIt & { measureId: string })[]>`
    SELECT b.measure_id AS "measureId", b.id AS "bulkId", count(*)::int AS texts, (count(*) FILTER (WHERE i.state = 'done'))::int AS done,
      b.finished_at IS NOT NULL AS finished, EXISTS (SELECT FROM bulk u WHERE u.undoes_id = b.id) AS undone
    FROM bulk b JOIN bulk_item i ON i.bulk_id = b.id
    WHERE b.measure_id = ANY(${measureIds}::uuid[])
    GROUP BY b.id ORDER BY b.id`
  const found = new Map<string, RejectedWithIt[]>()
  for (const { measureId, ...bulk } of rows) found.set(measureId, [...(found.get(measureId) ?? []), bulk])
  return found
}
