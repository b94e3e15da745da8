import { Prisma } from '#database'
import type { ReviewKind } from '#database'
import { allReasons } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { blindVerdicts } from '#lib/moderation/insights/blind-verdicts.ts'
import type { BlindVerdict } from '#lib/moderation/insights/blind-verdicts.ts'
import { stepsOf, within } from '#lib/moderation/insights/insight-range.ts'
import type { InsightRange } from '#lib/moderation/insights/insight-range.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Seconds between sending and the first decision, over all texts and one step at a time. Null: nothing was decided. */
type Wait = { texts: number; median: number | null; p95: number | null }
type Flow = { sent: number; decided: number }
type Verdicts = Record<BlindVerdict, number>

export type Insights = {
  range: InsightRange
  waiting: { kind: ReviewKind; noun: string; count: number; oldest: Date | null }[]
  wait: Wait
  waits: (Wait & { start: Date })[]
  /** By hour of the day, 0 to 23, and by day of the week, Monday first; universal time. */
  hours: Flow[]
  weekdays: Flow[]
  moderators: (Verdicts & { name: string; handle: string | null; decisions: number; other: number; undone: number; overturned: number })[]
  /** How texts were decided, one step at a time. */
  verdicts: (Verdicts & { start: Date })[]
  reasons: { code: string; label: string; count: number }[]
  /** What did not stand, by verdict. */
  corrections: { action: string; decisions: number; undone: number; appealed: number; secondLook: number }[]
  agreement: { decided: BlindVerdict; blind: BlindVerdict; count: number }[]
}

const textVerdicts = Prisma.join(blindVerdicts)

/** Decisions of people and of the site, without undos, each with whether it was taken back. */
const undone = Prisma.sql`EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)`
/** Turned round by somebody who read it again, and not taken back since. */
const overturnedBy = (kind: Prisma.Sql) => Prisma.sql`d.id IN (
  SELECT again.decision_id FROM review_item again JOIN decision turned ON turned.review_item_id = again.id AND turned.action = 'overturn'
  WHERE again.kind IN (${kind}) AND again.decision_id IS NOT NULL AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = turned.id))`

/**
 * How the desk does: what waits, how long people waited, when texts come and go, who decides what, what did not stand, how far
 * moderators agree. Texts of imports were decided elsewhere and do not count.
 */
export async function readInsights(viewer: Viewer, range: InsightRange): Promise<Outcome<Insights>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  // One after the other: together they would take each other's time, and each has a limit of its own.
  const waiting = await readWaiting()
  const waited = await readWaits(range)
  const sent = await readSent(range)
  const decided = await readDecided(range)
  const moderators = await readModerators(range)
  const verdicts = await readVerdicts(range)
  const given = await readReasons(range)
  const corrections = await readCorrections(range)
  const agreement = await readAgreement(range)
  const flow = (length: number, part: 'hour' | 'weekday') =>
    Array.from({ length }, (_, place) => ({ sent: sumOf(sent, part, place), decided: sumOf(decided, part, place) }))
  return done({ range, waiting, ...waited, hours: flow(24, 'hour'), weekdays: flow(7, 'weekday'), moderators, verdicts, reasons: given, corrections, agreement })
}

async function readWaiting(): Promise<Insights['waiting']> {
  const rows = await reader().$queryRaw<{ kind: ReviewKind; count: number; oldest: Date }[]>`
    SELECT kind, count(*)::int AS count, min(submitted_at) AS oldest FROM review_item WHERE state = 'waiting' GROUP BY kind`
  return kinds.map(({ kind, noun }) => {
    const found = rows.find((row) => row.kind === kind)
    return { kind, noun, count: found?.count ?? 0, oldest: found?.oldest ?? null }
  })
}

/**
 * First decisions on texts that were sent here, that a person made and that stand: when, and after how many seconds. What is
 * decided once more without being taken back was rejected before.
 */
function firstDecisions(range: InsightRange): Prisma.Sql {
  return Prisma.sql`
    SELECT d.at, extract(epoch FROM d.at - r.created_at)::float AS seconds
    FROM decision d JOIN comment_revision r ON r.id = d.comment_revision_id AND ${sentHere}
    WHERE ${within(Prisma.sql`d.at`, range)} AND d.by_id IS NOT NULL AND d.action IN (${textVerdicts})
      AND d.from_state IS DISTINCT FROM 'rejected' AND NOT ${undone}`
}

/** As the index of texts by time says it. */
const sentHere = Prisma.sql`r.reason IN ('submitted', 'resubmitted', 'edited')`

const percentiles = Prisma.sql`count(*)::int AS texts,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float AS median, percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds)::float AS p95`

/** A verdict on a text: names are sent by nobody's writing, and would count as decided only. */
const onText = Prisma.sql`d.action IN (${textVerdicts}) AND d.comment_revision_id IS NOT NULL`

/** Over all of the range, and for each of its steps. */
async function readWaits(range: InsightRange): Promise<Pick<Insights, 'wait' | 'waits'>> {
  const rows = await reader().$queryRaw<(Wait & { start: Date | null })[]>`
    SELECT start, ${percentiles} FROM (SELECT ${stepOf(Prisma.sql`at`, range)} AS start, seconds FROM (${firstDecisions(range)}) first) waited
    GROUP BY GROUPING SETS ((), (start))`
  const steps = rows.flatMap(({ start, ...wait }) => (start ? [{ ...wait, start }] : []))
  const { start: _, ...wait } = rows.find(({ start }) => start === null) ?? { ...nobodyWaited, start: null }
  return { wait, waits: eachStep(range, steps, nobodyWaited) }
}

const nobodyWaited: Wait = { texts: 0, median: null, p95: null }

function stepOf(column: Prisma.Sql, { step }: InsightRange): Prisma.Sql {
  return Prisma.sql`date_trunc(${Prisma.raw(`'${step}'`)}, ${column}, 'UTC')`
}

function eachStep<Row extends object>(range: InsightRange, rows: (Row & { start: Date })[], nothing: Row): (Row & { start: Date })[] {
  const found = new Map(rows.map((row) => [row.start.getTime(), row]))
  return stepsOf(range).map((start) => found.get(start.getTime()) ?? { ...nothing, start })
}

type Moment = { hour: number; weekday: number; count: number }

const hourAndDay = (column: Prisma.Sql) => Prisma.sql`
  extract(hour FROM ${column} AT TIME ZONE 'UTC')::int AS hour, extract(isodow FROM ${column} AT TIME ZONE 'UTC')::int - 1 AS weekday, count(*)::int AS count`

function readSent(range: InsightRange): Promise<Moment[]> {
  return reader().$queryRaw<Moment[]>`
    SELECT ${hourAndDay(Prisma.sql`r.created_at`)} FROM comment_revision r
    WHERE ${within(Prisma.sql`r.created_at`, range)} AND ${sentHere} GROUP BY 1, 2`
}

function readDecided(range: InsightRange): Promise<Moment[]> {
  return reader().$queryRaw<Moment[]>`
    SELECT ${hourAndDay(Prisma.sql`d.at`)} FROM decision d
    WHERE ${within(Prisma.sql`d.at`, range)} AND ${onText} AND NOT ${undone} GROUP BY 1, 2`
}

function sumOf(rows: Moment[], part: 'hour' | 'weekday', place: number): number {
  return rows.filter((row) => row[part] === place).reduce((sum, { count }) => sum + count, 0)
}

const verdictCounts = Prisma.sql`
  count(*) FILTER (WHERE d.action = 'approve')::int AS approve,
  count(*) FILTER (WHERE d.action = 'return')::int AS return,
  count(*) FILTER (WHERE d.action = 'reject')::int AS reject`

async function readModerators(range: InsightRange): Promise<Insights['moderators']> {
  const rows = await reader().$queryRaw<(Omit<Insights['moderators'][number], 'name'> & { name: string | null })[]>`
    SELECT p.name, p.handle, count(*)::int AS decisions, ${verdictCounts},
      count(*) FILTER (WHERE d.action NOT IN (${textVerdicts}))::int AS other,
      count(*) FILTER (WHERE ${undone})::int AS undone,
      count(*) FILTER (WHERE ${overturnedBy(Prisma.sql`'appeal', 'second_look'`)})::int AS overturned
    FROM decision d LEFT JOIN person p ON p.id = d.by_id
    WHERE ${within(Prisma.sql`d.at`, range)} AND d.action <> 'undo'
    GROUP BY p.id, p.name, p.handle ORDER BY decisions DESC, p.handle LIMIT 100`
  return rows.map((row) => ({ ...row, name: row.name ?? theSite }))
}

async function readVerdicts(range: InsightRange): Promise<Insights['verdicts']> {
  const rows = await reader().$queryRaw<(Verdicts & { start: Date })[]>`
    SELECT ${stepOf(Prisma.sql`d.at`, range)} AS start, ${verdictCounts} FROM decision d
    WHERE ${within(Prisma.sql`d.at`, range)} AND ${onText} AND NOT ${undone} GROUP BY 1`
  return eachStep<Verdicts>(range, rows, { approve: 0, return: 0, reject: 0 })
}

async function readReasons(range: InsightRange): Promise<Insights['reasons']> {
  const rows = await reader().$queryRaw<{ code: string; count: number }[]>`
    SELECT d.reason_code AS code, count(*)::int AS count FROM decision d
    WHERE ${within(Prisma.sql`d.at`, range)} AND d.action IN ('return', 'reject', 'hide') AND NOT ${undone} GROUP BY 1 ORDER BY 2 DESC, 1`
  return rows.map(({ code, count }) => ({ code, label: allReasons.find((reason) => reason.code === code)?.label ?? 'In own words only', count }))
}

function readCorrections(range: InsightRange): Promise<Insights['corrections']> {
  return reader().$queryRaw<Insights['corrections']>`
    SELECT d.action, count(*)::int AS decisions, count(*) FILTER (WHERE ${undone})::int AS undone,
      count(*) FILTER (WHERE ${overturnedBy(Prisma.sql`'appeal'`)})::int AS appealed,
      count(*) FILTER (WHERE ${overturnedBy(Prisma.sql`'second_look'`)})::int AS "secondLook"
    FROM decision d WHERE ${within(Prisma.sql`d.at`, range)} AND d.action <> 'undo' GROUP BY 1 ORDER BY 2 DESC, 1`
}

/** What was taken back since was no judgement to agree with. */
function readAgreement(range: InsightRange): Promise<Insights['agreement']> {
  return reader().$queryRaw<Insights['agreement']>`
    SELECT d.action AS decided, b.verdict AS blind, count(*)::int AS count
    FROM blind_reading b JOIN decision d ON d.id = b.decision_id
    WHERE ${within(Prisma.sql`b.read_at`, range)} AND b.verdict IS NOT NULL AND NOT ${undone} GROUP BY 1, 2`
}
