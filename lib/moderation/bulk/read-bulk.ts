import { z } from 'zod'
import { Prisma } from '#database'
import { allReasons } from '#lib/comments/reasons.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * How far a bulk came. `queued`: no process has begun yet. `broken`: the one that worked on it has not been heard of; another
 * takes over by itself in a moment, or when somebody says so.
 */
export type BulkPhase = 'queued' | 'working' | 'stopped' | 'broken' | 'finished'

export type BulkProgress = { phase: BulkPhase; total: number; done: number; skipped: number }

/** A bulk as one line of a list. */
export type BulkLine = BulkProgress & {
  id: string
  /** A verdict, or `undo`. */
  action: string
  /** What it is about: `12 texts by Nia`. */
  title: string
  /** The verdict that an undo takes back; null for a bulk that decides. */
  undoneAction: string | null
  at: Date
  by: { name: string; handle: string }
  stoppedBy: string | null
  undoesId: string | null
  undoneById: string | null
}

/** An item of a bulk, to be looked at on its own. */
export type BulkText = { position: number; itemId: string | null; writer: string; excerpt: string; why: string }

export type BulkView = BulkLine & {
  reason: { label: string; note: string }
  /** Left out, with why; the first of them when they are many. */
  leftOut: BulkText[]
  /** Decided; the first of them when they are many. */
  decided: BulkText[]
}

/** Texts that a page of one bulk shows of each sort; the log has all of them. */
export const textsShown = 100
const excerptLength = 160
const linesPerPage = 30

/** One bulk with what became of its items. */
export async function readBulk(viewer: Viewer, id: string): Promise<Outcome<BulkView>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const [row] = await findLines(Prisma.sql`b.id = ${z.uuid().safeParse(id).success ? id : null}::uuid`, 1)
  if (!row) return refuse('not-found', 'There is no such bulk.')
  const { reasonCode, reasonNote, ...line } = row
  const label = allReasons.find((reason) => reason.code === reasonCode)?.label ?? ''
  const [leftOut, decided] = await Promise.all([readTexts(id, 'skipped'), readTexts(id, 'done')])
  return done({ ...line, reason: { label, note: reasonNote }, leftOut, decided })
}

/** How far one bulk came, for a page that asks again and again. */
export async function readBulkProgress(viewer: Viewer, id: string): Promise<Outcome<BulkProgress>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const [row] = await findLines(Prisma.sql`b.id = ${z.uuid().safeParse(id).success ? id : null}::uuid`, 1)
  if (!row) return refuse('not-found', 'There is no such bulk.')
  const { phase, total, done: decided, skipped } = row
  return done({ phase, total, done: decided, skipped })
}

/** Bulks of the whole team, newest first. `after` is the `next` of the page before. */
export async function listBulks(viewer: Viewer, options: { after?: string; limit?: number } = {}): Promise<Outcome<{ bulks: BulkLine[]; next: string | null }>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const after = options.after ? decodeCursor(options.after) : null
  if (options.after && !after) return refuse('invalid', 'This page of the list does not exist.')
  const limit = Math.min(Math.max(options.limit ?? linesPerPage, 1), 100)
  const rows = await findLines(after ? Prisma.sql`(b.at, b.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.sql`true`, limit + 1)
  const bulks = rows.slice(0, limit).map(({ reasonCode: _, reasonNote: __, ...line }) => line)
  const last = bulks.at(-1)
  return done({ bulks, next: rows.length > limit && last ? encodeCursor(last) : null })
}

type Row = Omit<BulkLine, 'by'> & { byName: string; byHandle: string; reasonCode: string; reasonNote: string }

/** Counted from the items themselves, some thousands at most for each bulk. */
async function findLines(condition: Prisma.Sql, limit: number) {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT b.id, b.action, b.title, b.at, b.reason_code AS "reasonCode", b.reason_note AS "reasonNote",
      p.name AS "byName", p.handle AS "byHandle", s.name AS "stoppedBy",
      b.undoes_id AS "undoesId", (SELECT u.id FROM bulk u WHERE u.undoes_id = b.id) AS "undoneById",
      (SELECT u.action FROM bulk u WHERE u.id = b.undoes_id) AS "undoneAction",
      CASE WHEN b.finished_at IS NOT NULL THEN 'finished' WHEN b.stopped_at IS NOT NULL THEN 'stopped'
        WHEN b.leased_until IS NULL THEN 'queued' WHEN b.leased_until <= now() THEN 'broken' ELSE 'working' END AS phase,
      counted.total, counted.done, counted.skipped
    FROM bulk b
    JOIN person p ON p.id = b.by_id
    LEFT JOIN person s ON s.id = b.stopped_by_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS total, count(*) FILTER (WHERE i.state = 'done')::int AS done, count(*) FILTER (WHERE i.state = 'skipped')::int AS skipped
      FROM bulk_item i WHERE i.bulk_id = b.id
    ) counted
    WHERE ${condition} ORDER BY b.at DESC, b.id DESC LIMIT ${limit}`
  return rows.map(({ byName, byHandle, ...row }) => ({ ...row, by: { name: byName, handle: byHandle } }))
}

async function readTexts(bulkId: string, state: 'done' | 'skipped'): Promise<BulkText[]> {
  const rows = await reader().bulkItem.findMany({
    where: { bulkId, state }, orderBy: { position: 'asc' }, take: textsShown,
    select: {
      position: true, why: true,
      reviewItem: { select: { id: true, commentRevision: { select: { text: true } }, proposalRevision: { select: { text: true } }, postRevision: { select: { title: true } }, chosenName: { select: { name: true } }, person: { select: { name: true } }, guest: { select: { name: true } } } },
    },
  })
  return rows.map(({ position, why, reviewItem: item }) => ({
    position, why,
    itemId: item?.id ?? null,
    writer: item?.person?.name ?? item?.guest?.name ?? '',
    excerpt: shorten(item?.commentRevision?.text ?? item?.proposalRevision?.text ?? item?.postRevision?.title ?? item?.chosenName?.name ?? '', excerptLength),
  }))
}
