import { Prisma } from '#database'
import type { CommentState, ReviewKind, ReviewState, Severity } from '#database'
import { readMedianWait } from '#lib/comments/read-waiting.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { theSite } from '#lib/moderation/the-site.ts'
import { canBeUndone } from '#lib/moderation/can-be-undone.ts'
import type { Verdict } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { shapeSubject } from '#lib/moderation/load-subject.ts'
import { isSuspended } from '#lib/people/in-force.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** How a person's earlier texts were decided. */
export type WriterRecord = { approved: number; rejected: number; returned: number; waiting: number }

/** One thing in the queue, as a moderator sees it. */
export type QueueItem = {
  id: string
  version: number
  kind: ReviewKind
  state: ReviewState
  submittedAt: Date
  subject: { type: 'comment'; id: string; revision: string; state: CommentState }
  /** What this viewer may do to it now. */
  actions: Verdict[]
  findings: { rule: string; severity: Severity; message: string; matches: string[] }[]
  post: { title: string; slug: string }
  author: { id: string | null; name: string; handle: string | null; joinedAt: Date | null; suspended: boolean; hasPage: boolean; record: WriterRecord }
  html: string
  text: string
  parent: { id: string; name: string; html: string } | null
  /** The newest decision about it, if there is one. */
  decision: { id: string; action: string; by: string; at: Date; canUndo: boolean } | null
}

export type Queue = { items: QueueItem[]; next: string | null; waiting: number; medianWaitSeconds: number | null }

/** Items of one page of the queue. */
const itemsPerPage = 25

/** The numbers on top of the desk stop here: beyond it they say "more than". */
export const waitingCounted = 10_000

/** What waits, oldest first; nothing is ever left out. `after` is the `next` of the page before. */
export async function readQueue(viewer: Viewer, options: { after?: string; kind?: string; limit?: number } = {}): Promise<Outcome<Queue>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const after = options.after ? decodeCursor(options.after) : null
  if (options.after && !after) return refuse('invalid', 'This page of the queue does not exist.')
  const limit = Math.min(Math.max(options.limit ?? itemsPerPage, 1), 100)
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT id FROM review_item
    WHERE state = 'waiting'
      ${after ? Prisma.sql`AND (submitted_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty}
      ${options.kind ? Prisma.sql`AND kind::text = ${options.kind}` : Prisma.empty}
    ORDER BY submitted_at, id LIMIT ${limit + 1}`
  const items = await readItems(viewer, rows.slice(0, limit).map((row) => row.id))
  const last = items.at(-1)
  return done({
    items,
    next: rows.length > limit && last ? encodeCursor({ at: last.submittedAt, id: last.id }) : null,
    waiting: await countWaiting(),
    medianWaitSeconds: await readMedianWait(reader()),
  })
}

/** One item, waiting or decided. */
export async function readItem(viewer: Viewer, id: string): Promise<Outcome<QueueItem>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const [item] = await readItems(viewer, [id])
  return item ? done(item) : refuse('not-found', 'There is no such item in the queue.')
}

/** How many items wait, counted no further than {@link waitingCounted}. */
export async function countWaiting(): Promise<number> {
  const rows = await reader().$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM (SELECT FROM review_item WHERE state = 'waiting' LIMIT ${waitingCounted}) counted`
  return rows[0]?.waiting ?? 0
}

/** Items in the order of their ids; those that are not about a comment are left to the kinds that come. */
async function readItems(viewer: Viewer, ids: string[]): Promise<QueueItem[]> {
  const rows = await reader().reviewItem.findMany({ where: { id: { in: ids } }, select: itemShape })
  const writers = await readWriters(rows)
  const items = new Map(rows.map((row) => [row.id, shapeItem(row, writers, viewer)]))
  return ids.flatMap((id) => items.get(id) ?? [])
}

const textShape = { id: true, digest: true, source: true, text: true, html: true } satisfies Prisma.CommentRevisionSelect

const itemShape = {
  id: true, version: true, kind: true, state: true, submittedAt: true, decidedAt: true, openedById: true,
  post: { select: { slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
  findings: { select: { rule: true, severity: true, message: true, matches: true, revisionId: true }, orderBy: { id: 'asc' } },
  commentRevision: { select: textShape },
  decision: { select: { id: true, action: true, byId: true } },
  comment: {
    select: {
      id: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true,
      approvedRevision: { select: textShape },
      author: { select: { id: true, name: true, handle: true, createdAt: true } },
      guest: { select: { id: true, name: true } },
      parent: {
        select: {
          id: true,
          author: { select: { name: true } },
          guest: { select: { name: true } },
          currentRevision: { select: { html: true } },
        },
      },
    },
  },
  decisions: {
    orderBy: { seq: 'desc' },
    take: 1,
    select: {
      id: true, action: true, itemVersion: true, toState: true, at: true, before: true,
      by: { select: { name: true, handle: true } }, undoneBy: { select: { id: true } },
    },
  },
} satisfies Prisma.ReviewItemSelect

type ItemRow = Prisma.ReviewItemGetPayload<{ select: typeof itemShape }>

function shapeItem(row: ItemRow, writers: Writers, viewer: Viewer): QueueItem | [] {
  const { comment } = row
  const subject = shapeSubject(row)
  const revision = [row.commentRevision, comment?.approvedRevision].find((text) => text?.id === subject?.text.id)
  if (!comment || !subject || !revision) return []
  const kind = kindModule(row.kind)
  const decision = row.decisions[0]
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    state: row.state,
    submittedAt: row.submittedAt,
    subject: { type: 'comment', id: comment.id, revision: revision.id, state: comment.state },
    actions: kind.permit(viewer, subject) ? [] : kind.possible(subject),
    findings: row.findings.filter((finding) => finding.revisionId === revision.id).map(({ revisionId: _, ...finding }) => finding),
    post: { slug: row.post.slug, title: row.post.publishedRevision?.title ?? row.post.draftRevision?.title ?? '' },
    author: shapeWriter(comment, writers),
    html: revision.html,
    text: revision.text,
    parent: comment.parent && {
      id: comment.parent.id,
      name: comment.parent.author?.name ?? comment.parent.guest?.name ?? '',
      html: comment.parent.currentRevision?.html ?? '',
    },
    decision: decision ? shapeDecision(decision, comment) : null,
  }
}

function shapeDecision(decision: ItemRow['decisions'][number], comment: CommentRow): QueueItem['decision'] {
  const { id, action, at, by } = decision
  return { id, action, by: by?.name ?? theSite, at, canUndo: canBeUndone(decision, { standing: id, comment }) }
}

type CommentRow = NonNullable<ItemRow['comment']>

function shapeWriter({ author, guest }: CommentRow, { records, suspended, shown }: Writers): QueueItem['author'] {
  return {
    id: author?.id ?? null,
    name: author?.name ?? guest?.name ?? '',
    handle: author?.handle ?? null,
    joinedAt: author?.createdAt ?? null,
    suspended: author !== null && suspended.has(author.id),
    hasPage: author !== null && shown.has(author.id),
    record: records.get(author?.id ?? guest?.id ?? '') ?? { approved: 0, rejected: 0, returned: 0, waiting: 0 },
  }
}

/** What is known of the writers on a page: records by the id of the person or guest, who is suspended now, who has a page. */
type Writers = { records: Map<string, WriterRecord>; suspended: Set<string>; shown: Set<string> }

async function readWriters(rows: ItemRow[]): Promise<Writers> {
  const writers = [...new Set(rows.flatMap((row) => row.comment?.author?.id ?? row.comment?.guest?.id ?? []))]
  const [records, suspended, shown] = await Promise.all([readRecords(writers), readSuspended(writers), findShownPeople(writers)])
  return { records, suspended, shown }
}

async function readSuspended(ids: string[]): Promise<Set<string>> {
  const rows = await reader().$queryRaw<{ id: string }[]>`SELECT id FROM person WHERE id = ANY(${ids}::uuid[]) AND ${isSuspended}`
  return new Set(rows.map(({ id }) => id))
}

async function readRecords(writers: string[]): Promise<Map<string, WriterRecord>> {
  if (writers.length === 0) return new Map()
  const counted = await reader().$queryRaw<(WriterRecord & { writer: string })[]>`
    SELECT coalesce(author_id, guest_id) AS writer,
      count(*) FILTER (WHERE state IN ('published', 'withdrawn') AND approved_revision_id IS NOT NULL)::int AS approved,
      count(*) FILTER (WHERE state IN ('rejected', 'hidden'))::int AS rejected,
      count(*) FILTER (WHERE state = 'returned')::int AS returned,
      count(*) FILTER (WHERE state = 'held')::int AS waiting
    FROM comment WHERE author_id = ANY(${writers}::uuid[]) OR guest_id = ANY(${writers}::uuid[])
    GROUP BY 1`
  return new Map(counted.map(({ writer, ...record }) => [writer, record]))
}
