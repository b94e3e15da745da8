import { Prisma } from '#database'
import { ask, askTogether, insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Reader, Transaction } from '#lib/database.ts'
import { fixed } from '#lib/kept-plans.ts'

/** What the writer of a text that waits is told of the queue. */
export type Waiting = {
  /** 1 is next. Null for what does not wait. */
  position: number | null
  medianWaitSeconds: number | null
  /** A moderator has it in hand: reads it, or has just decided and may still take that back. Never who. */
  beingRead: boolean
}

/** Nothing is known of what does not wait. */
export const notWaiting: Waiting = { position: null, medianWaitSeconds: null, beingRead: false }

/** Something of one person that waits, as they are told: it may be decided already, and not told. */
export type WaitingItem = { itemId: string; settling: boolean }

/**
 * What one person is told of everything of theirs that waits, by item.
 * @param personId null: a guest, who cannot ask
 */
export async function readWaits(db: Reader | Transaction, personId: string | null, items: WaitingItem[]): Promise<Map<string, Waiting>> {
  if (items.length === 0) return new Map()
  const ids = items.map(({ itemId }) => itemId)
  const { known, medianWaitSeconds } = await askTogether({
    known: insideQuestion(
      Prisma.sql`SELECT item.id, ${positionOfItem} AS position, ${isBeingRead(personId)} AS read FROM review_item item WHERE item.id = ANY(${ids}::uuid[])`,
      (rows: { id: string; position: number; read: boolean }[]) => new Map(rows.map(({ id, ...row }) => [id, row])),
    ),
    medianWaitSeconds: medianWait,
  }, db)
  return new Map(items.map(({ itemId, settling }) => [itemId, { position: known.get(itemId)?.position ?? null, medianWaitSeconds, beingRead: settling || known.get(itemId)?.read === true }]))
}

/** The same of one text; {@link notWaiting} for none. */
export async function readWait(db: Reader | Transaction, personId: string | null, item: WaitingItem | null): Promise<Waiting> {
  const waits = item && (await readWaits(db, personId, [item])).get(item.itemId)
  return waits ?? notWaiting
}

/** The reader counts no further: nobody needs to know whether they are 1,200th or 1,300th. */
const countedAhead = 999

/** As SQL, of an `item`: where it stands in the queue. 1 is next. What was decided and is not told yet keeps the place that it would have. */
const positionOfItem = Prisma.sql`(1 + (SELECT count(*)::int FROM (
  SELECT FROM review_item earlier
  WHERE earlier.state = 'waiting' AND (earlier.submitted_at, earlier.id) < (item.submitted_at, item.id) LIMIT ${fixed(countedAhead)}
) ahead))`

/** What the writer of a text is told that is sent at a moment: asked before it is kept, so that nobody waits for the answer who writes under the same essay. */
export function waitFrom(sentAt: Date) {
  const position = insideQuestion(
    Prisma.sql`SELECT 1 + count(*)::int AS position FROM (
      SELECT FROM review_item earlier WHERE earlier.state = 'waiting' AND earlier.submitted_at <= ${sentAt}::timestamptz LIMIT ${fixed(countedAhead)}) ahead`,
    ([counted]: { position: number }[]) => counted?.position ?? null,
  )
  return { position, medianWaitSeconds: usualWait() }
}

/** Writers are told a usual wait that is so old at most, in milliseconds: going through the last decisions takes as long as all else that a text asks. */
const usualFor = 10_000

let usual = { seconds: null as number | null, until: 0 }

function usualWait(): Question<number | null> {
  if (Date.now() < usual.until) return known(usual.seconds)
  return { ...medianWait, read: (rows) => rememberUsual(medianWait.read(rows)) }
}

/** Where there is none yet, there is little to go through. */
function rememberUsual(seconds: number | null): number | null {
  usual = { seconds, until: seconds === null ? 0 : Date.now() + usualFor }
  return seconds
}

/** Whoever only passes by a card on the way to another does not read it, in seconds. */
const readingBegins = 10

/** As SQL, of an `item`: it is about a text of this person and open before a moderator. Moderators who open what they wrote themselves tell themselves nothing. */
function isBeingRead(personId: string | null): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM presence p JOIN person who ON who.id = p.person_id
    WHERE p.review_item_id = item.id AND item.person_id = ${personId}::uuid AND item.state = 'waiting' AND p.person_id <> ${personId}::uuid
      AND who.role IN ('moderator', 'administrator') AND NOT p.yielded
      AND p.since <= clock_timestamp() - make_interval(secs => ${readingBegins}::int) AND p.expires_at > clock_timestamp())`
}

/** The usual wait is computed from so many decisions, the newest, and from none that is older than so many days. */
const decisionsCounted = 200
const daysCounted = 30
/** Fewer tell nothing about the next one. */
const fewestDecisions = 5

/**
 * The median time from sending to a decision over the last {@link decisionsCounted} decisions of {@link daysCounted} days that people
 * made here on texts of others that waited, in seconds. A text that was returned counts anew from when it was sent again: what
 * its writer took to change it is no wait. Decisions that were taken back do not count, nor those on what moderators wrote
 * themselves, nor what the site published by itself. Null when there are fewer than {@link fewestDecisions}.
 */
export async function readMedianWait(db: Reader | Transaction): Promise<number | null> {
  return ask(medianWait, db)
}

/**
 * The same, to be asked together with others. Bounded before anything is looked up beside it, so that a long log is as quick as a short
 * one, and in their order, so that the first that count are enough.
 */
export const medianWait: Question<number | null> = insideQuestion(Prisma.sql`
    WITH recent AS MATERIALIZED (
      SELECT d.seq, d.at, d.comment_revision_id, i.id AS item_id, i.submitted_at
      FROM (
        SELECT newest.* FROM decision newest
        WHERE newest.at > now() - make_interval(days => ${daysCounted}::int) AND newest.action IN (${Prisma.join(['approve', 'reject', 'return'])}) AND newest.by_id IS NOT NULL
        ORDER BY newest.at DESC LIMIT ${fixed(decisionsCounted * 5)}) d
      JOIN review_item i ON i.id = d.review_item_id JOIN comment c ON c.id = i.comment_id
      WHERE i.kind IN ('comment', 'comment_edit') AND coalesce(d.before -> 'item' ->> 'state', 'waiting') = 'waiting'
        AND c.origin = 'site' AND d.by_id IS DISTINCT FROM c.author_id AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
      ORDER BY d.at DESC LIMIT ${fixed(decisionsCounted)}
    )
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.at - coalesce(again.at, d.submitted_at)))::float AS seconds, count(*)::int AS decisions
    FROM recent d LEFT JOIN LATERAL (
      SELECT r.created_at AS at FROM decision e JOIN comment_revision r ON r.id = d.comment_revision_id
      WHERE e.review_item_id = d.item_id AND e.seq < d.seq AND e.action = 'return' AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = e.id)
      LIMIT 1
    ) again ON true`,
([{ seconds, decisions } = { seconds: null, decisions: 0 }]: { seconds: number | null; decisions: number }[]) =>
  seconds === null || decisions < fewestDecisions ? null : Math.max(0, Math.round(seconds)))
