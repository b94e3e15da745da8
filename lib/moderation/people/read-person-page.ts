import { Prisma } from '#database'
import type { CommentState } from '#database'
import { reader } from '#lib/database.ts'
import { decodeCursor } from '#lib/cursor.ts'
import { knowsVerdict } from '#lib/moderation/bulk/waiting-group.ts'
import { readPersonMeasures } from '#lib/moderation/people/read-person-measures.ts'
import type { PastMeasure } from '#lib/moderation/people/read-person-measures.ts'
import { mostWaitingCounted, readPersonRecord } from '#lib/moderation/people/read-person-record.ts'
import type { PersonRecord } from '#lib/moderation/people/read-person-record.ts'
import { readPersonTexts } from '#lib/moderation/people/read-person-texts.ts'
import type { PersonText } from '#lib/moderation/people/read-person-texts.ts'
import { permitOver } from '#lib/people/permit-over.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Somebody as moderators see them. */
export type PersonPage = {
  person: { id: string; handle: string; name: string; role: Exclude<Viewer['role'], 'anonymous' | 'operator'>; joinedAt: Date; emailVerified: boolean; hasPage: boolean }
  /** Whether this viewer has a say over them: then there are forms, notes and the past. */
  mayAct: boolean
  record: PersonRecord & { withdrawn: number }
  /** Texts and edits that would be rejected with them, were they sent away now; counted like what waits. */
  rejectable: number
  /** Reports of their texts, of texts by others that they reported, and their appeals, by how each ended. */
  reportsAbout: Endings & { reporters: number }
  reportsBy: Endings
  appeals: Endings
  /** Notes and measures, the newest first; empty without a say over them. */
  measures: PastMeasure[]
  texts: PersonText[]
  /** The page of texts after this one. */
  next: string | null
}

/** How many, in all and by how they ended: `waiting`, `closed`, or the verdict. */
export type Endings = { all: number; ended: Partial<Record<string, number>> }

/** Endings are counted over so many of the newest. */
const mostEndings = 1_000

/** All that the team knows of somebody. `after` is the `next` of the page of texts before. */
export async function readPersonPage(viewer: Viewer, handle: string, options: { after: string; now: Date }): Promise<Outcome<PersonPage>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const after = options.after ? decodeCursor(options.after) : null
  if (options.after && !after) return refuse('invalid', 'This page does not exist.')
  const found = await reader().person.findUnique({
    where: { handle }, select: { id: true, handle: true, name: true, role: true, createdAt: true, emailVerifiedAt: true },
  })
  if (!found) return refuse('not-found', 'There is nobody with this handle.')
  const { createdAt: joinedAt, emailVerifiedAt, ...person } = found
  const { id } = person
  const mayAct = permitOver(viewer, person) === null
  // First, so that a page that says what was rejected with a measure shows no text of it as waiting.
  const measures = mayAct ? await readPersonMeasures(id, options.now) : []
  const [records, shown, withdrawn, rejectable, reportsAbout, reporters, reportsBy, appeals, texts] = await Promise.all([
    readPersonRecord(viewer, [id], options.now),
    findShownPeople([id]),
    countState(id, 'withdrawn'),
    countRejectable(id),
    countEndings(Prisma.sql`i.person_id = ${id}::uuid AND i.kind = 'report' AND i.kind <> 'comment'`),
    countReporters(id),
    countEndings(Prisma.sql`i.kind = 'report' AND i.id IN (SELECT review_item_id FROM report WHERE reporter_id = ${id}::uuid)`),
    countEndings(Prisma.sql`i.person_id = ${id}::uuid AND i.kind = 'appeal' AND i.kind <> 'comment'`),
    readPersonTexts(id, after),
  ])
  if (!records.ok) return records
  const record = records.value.get(id)
  if (!record) return refuse('not-found', 'There is nobody with this handle.')
  return done({
    person: { ...person, joinedAt, emailVerified: emailVerifiedAt !== null, hasPage: shown.has(id) },
    mayAct, record: { ...record, withdrawn }, rejectable, reportsAbout: { ...reportsAbout, reporters }, reportsBy, appeals, measures, ...texts,
  })
}

async function countState(personId: string, state: CommentState): Promise<number> {
  return reader().comment.count({ where: { authorId: personId, state }, take: mostEndings })
}

async function countRejectable(personId: string): Promise<number> {
  const rows = await reader().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM review_item i WHERE i.state = 'waiting' AND i.person_id = ${personId}::uuid AND ${knowsVerdict('reject')} LIMIT ${mostWaitingCounted}
    ) texts`
  return rows[0]?.count ?? 0
}

/** An ending is the newest verdict that was not taken back. */
async function countEndings(which: Prisma.Sql): Promise<Endings> {
  const rows = await reader().$queryRaw<{ ending: string; count: number }[]>`
    SELECT ending, count(*)::int AS count FROM (
      SELECT CASE WHEN i.state <> 'decided' THEN i.state::text ELSE coalesce((
        SELECT d.action FROM decision d
        WHERE d.review_item_id = i.id AND d.action <> 'undo' AND NOT EXISTS (SELECT FROM decision u WHERE u.undoes_id = d.id)
        ORDER BY d.seq DESC LIMIT 1), 'closed') END AS ending
      FROM review_item i WHERE ${which} ORDER BY i.submitted_at DESC LIMIT ${mostEndings}
    ) items GROUP BY ending`
  return { all: rows.reduce((sum, { count }) => sum + count, 0), ended: Object.fromEntries(rows.map(({ ending, count }) => [ending, count])) }
}

/** A text can be reported by several people; reporting each text of somebody once is another thing than ten people reporting one. */
async function countReporters(personId: string): Promise<number> {
  const rows = await reader().$queryRaw<{ reporters: number }[]>`
    SELECT count(DISTINCT r.reporter_id)::int AS reporters
    FROM review_item i JOIN report r ON r.review_item_id = i.id
    WHERE i.person_id = ${personId}::uuid AND i.kind = 'report' AND i.kind <> 'comment'`
  return rows[0]?.reporters ?? 0
}
