import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'
import { wordsOfItem } from '#lib/moderation/matters/said-of-item.ts'
import { measuresInForceOf } from '#lib/people/measures-in-force.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole, roles } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What stands beside a text about the one who wrote it. Each count stops at {@link mostCounted}, what waits at {@link mostWaitingCounted}. */
export type PersonRecord = {
  id: string
  /** Null for guests of an import, who have no page and no measures. */
  handle: string | null
  name: string
  joinedAt: Date | null
  /** Texts that were approved and were not taken down, withdrawn ones too. */
  approved: number
  returned: number
  /** Not published. */
  rejected: number
  /** Taken down after they had been published. */
  hidden: number
  /** Everything that waits and is about this person: texts, edits, reports, appeals. `few` are the oldest. */
  waiting: { count: number; few: WaitingText[] }
  /** What the team wrote down; `newest` at most three, the newest first. Nobody reads those about people of their own rank or above. */
  notes: { count: number; newest: TeamNote[] }
  measures: MeasureInForce[]
}

export type WaitingText = { itemId: string; kind: string; excerpt: string; submittedAt: Date }
export type TeamNote = { id: string; text: string; by: string | null; at: Date }

/** Counts stop here and say "1,000 or more": somebody’s record never costs more than this, however much they wrote. */
export const mostCounted = 1_000

/** What waits is counted less far, so that a flood by those on the page does not slow the page down. */
export const mostWaitingCounted = 100

/** Waiting texts shown beside one, besides itself. */
const fewWaiting = 4

/**
 * The records of the people, or imported guests, who wrote the texts of one page of the desk. By their ids; ids of nobody are left out.
 * A few index scans for each, whatever waits.
 */
export async function readPersonRecord(viewer: Viewer, ids: string[], now: Date): Promise<Outcome<Map<string, PersonRecord>>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const asked = [...new Set(ids)]
  const below = roles.slice(0, roles.indexOf(viewer.role))
  if (asked.length === 0) return done(new Map())
  const [writers, waiting, notes, measures] = await Promise.all([
    countTexts(asked, below), readWaiting(asked), readNotes(asked, below), measuresInForceOf(reader(), asked, now),
  ])
  const records = writers.map(({ waiting: count, notes: written, ...writer }): [string, PersonRecord] => [writer.id, {
    ...writer,
    waiting: { count, few: waiting.get(writer.id) ?? [] },
    notes: { count: written, newest: notes.get(writer.id) ?? [] },
    measures: measures.get(writer.id) ?? [],
  }])
  return done(new Map(records))
}

type Counted = Omit<PersonRecord, 'waiting' | 'notes' | 'measures'> & { waiting: number; notes: number }

function countTexts(ids: string[], below: string[]): Promise<Counted[]> {
  return reader().$queryRaw<Counted[]>(planOnce(Prisma.sql`
    WITH writer AS (
      SELECT id, handle, name, created_at AS joined_at, role::text AS role FROM person WHERE id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT id, NULL, name, NULL, NULL FROM guest WHERE id = ANY(${ids}::uuid[])
    )
    SELECT w.id, w.handle, w.name, w.joined_at AS "joinedAt",
      least(published.count + withdrawn.count, ${fixed(mostCounted)}) AS approved, returned.count AS returned, rejected.count AS rejected, hidden.count AS hidden,
      waiting.count AS waiting, notes.count AS notes
    FROM writer w,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM comment WHERE author_id = w.id AND state = 'published'
        UNION ALL SELECT FROM comment WHERE guest_id = w.id AND state = 'published' LIMIT ${fixed(mostCounted)}) c) published,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM comment WHERE author_id = w.id AND state = 'withdrawn' AND approved_revision_id IS NOT NULL
        LIMIT ${fixed(mostCounted)}) c) withdrawn,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM comment WHERE author_id = w.id AND state = 'returned'
        UNION ALL SELECT FROM comment WHERE guest_id = w.id AND state = 'returned' LIMIT ${fixed(mostCounted)}) c) returned,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM comment WHERE author_id = w.id AND state = 'rejected'
        UNION ALL SELECT FROM comment WHERE guest_id = w.id AND state = 'rejected' LIMIT ${fixed(mostCounted)}) c) rejected,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM comment WHERE author_id = w.id AND state = 'hidden'
        UNION ALL SELECT FROM comment WHERE guest_id = w.id AND state = 'hidden' LIMIT ${fixed(mostCounted)}) c) hidden,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM review_item WHERE person_id = w.id AND state = 'waiting'
        UNION ALL SELECT FROM review_item WHERE guest_id = w.id AND state = 'waiting' LIMIT ${fixed(mostWaitingCounted)}) i) waiting,
      LATERAL (SELECT count(*)::int FROM (SELECT FROM measure WHERE person_id = w.id AND kind = 'note' AND lifted_at IS NULL
        AND w.role = ANY(${below}::text[]) LIMIT ${fixed(mostCounted)}) m) notes`))
}

async function readWaiting(ids: string[]): Promise<Map<string, WaitingText[]>> {
  const rows = await reader().$queryRaw<(WaitingText & { writer: string })[]>(planOnce(Prisma.sql`
    SELECT asked.id AS writer, i.id AS "itemId", i.kind::text AS kind, i.submitted_at AS "submittedAt",
      ${wordsOfItem(400)} AS excerpt
    FROM unnest(${ids}::uuid[]) AS asked(id),
      LATERAL (
        (SELECT * FROM review_item
          WHERE person_id = asked.id AND state = 'waiting' ORDER BY submitted_at, id LIMIT ${fixed(fewWaiting + 1)})
        UNION ALL
        (SELECT * FROM review_item
          WHERE guest_id = asked.id AND state = 'waiting' ORDER BY submitted_at, id LIMIT ${fixed(fewWaiting + 1)})
      ) i
    ORDER BY i.submitted_at, i.id`))
  return grouped(rows.map((row) => ({ ...row, excerpt: shorten(row.excerpt, 120) })))
}

async function readNotes(ids: string[], below: string[]): Promise<Map<string, TeamNote[]>> {
  const rows = await reader().$queryRaw<(TeamNote & { writer: string })[]>(planOnce(Prisma.sql`
    SELECT asked.id AS writer, n.id, n.reason AS text, by.name AS by, n.at
    FROM person asked,
      LATERAL (SELECT id, reason, by_id, at FROM measure WHERE person_id = asked.id AND kind = 'note' AND lifted_at IS NULL ORDER BY at DESC LIMIT 3) n
    LEFT JOIN person by ON by.id = n.by_id
    WHERE asked.id = ANY(${ids}::uuid[]) AND asked.role::text = ANY(${below}::text[])
    ORDER BY n.at DESC`))
  return grouped(rows)
}

function grouped<Row extends { writer: string }>(rows: Row[]): Map<string, Omit<Row, 'writer'>[]> {
  const groups = new Map<string, Omit<Row, 'writer'>[]>()
  for (const { writer, ...row } of rows) groups.set(writer, [...(groups.get(writer) ?? []), row])
  return groups
}
