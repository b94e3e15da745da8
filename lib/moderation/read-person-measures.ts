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

type Row = Omit<PastMeasure, 'lifted' | 'rejected'> & { byId: string | null; liftedAt: Date | null; liftedBy: string | null; liftReason: string }

/** The notes and measures of a person, the newest first. */
export async function readPersonMeasures(personId: string, now: Date): Promise<PastMeasure[]> {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT m.id, m.kind::text AS kind, m.reason, m.at, m.by_id AS "byId", taker.name AS by, m.until, m.every_seconds AS "everySeconds",
      ${standsAt(Prisma.sql`${now}::timestamptz`)} AS stands, m.lifted_at AS "liftedAt", lifter.name AS "liftedBy", m.lift_reason AS "liftReason"
    FROM measure m LEFT JOIN person taker ON taker.id = m.by_id LEFT JOIN person lifter ON lifter.id = m.lifted_by_id
    WHERE m.person_id = ${personId}::uuid ORDER BY m.at DESC, m.id DESC LIMIT ${mostShown}`
  return Promise.all(rows.map(async ({ byId, liftedAt, liftedBy, liftReason, ...measure }) => ({
    ...measure,
    lifted: liftedAt && { at: liftedAt, by: liftedBy, reason: liftReason },
    rejected: byId && (measure.kind === 'suspended' || measure.kind === 'banned') ? await readRejected(personId, byId, measure.at) : [],
  })))
}

/** A dismissal writes measure and bulk in one transaction, so they carry the same moment and the same name. */
async function readRejected(personId: string, byId: string, at: Date): Promise<RejectedWithIt[]> {
  return reader().$queryRaw<RejectedWithIt[]>`
    SELECT b.id AS "bulkId", count(*)::int AS texts, (count(*) FILTER (WHERE bi.state = 'done'))::int AS done,
      b.finished_at IS NOT NULL AS finished, EXISTS (SELECT FROM bulk u WHERE u.undoes_id = b.id) AS undone
    FROM bulk b JOIN bulk_item bi ON bi.bulk_id = b.id JOIN review_item i ON i.id = bi.review_item_id AND i.person_id = ${personId}::uuid
    WHERE b.by_id = ${byId}::uuid AND b.at = ${at}::timestamptz AND b.action = 'reject'
    GROUP BY b.id ORDER BY b.id`
}
