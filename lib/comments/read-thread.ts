import { CommentState, Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readMedianWait, readPosition } from '#lib/comments/read-waiting.ts'
import { publicReader, reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Top-level comments on one page of a thread. */
export const topLevelPerPage = 50
/** Comments on one page, replies included: a bound on what one page can weigh. */
const entriesPerPage = 1_000

/** One comment as one viewer may see it. */
export type ThreadEntry = {
  id: string
  parentId: string | null
  /** 0 for top-level. */
  depth: number
  /** Rank of a top-level comment in the thread, from 1. */
  number: number | null
  /** `own`: only this viewer sees it, because it waits, was returned, rejected or hidden. */
  kind: 'published' | 'tombstone' | 'own'
  state: CommentState
  author: { name: string; handle: string | null } | null
  /** Written by an author of the post. */
  byAuthor: boolean
  html: string | null
  submittedAt: Date | null
  edited: boolean
  replyingTo: { id: string; name: string | null } | null
  own?: OwnPlace
}

/** What only the writer of a text sees. */
export type OwnPlace = {
  /** As typed, for a form to change it. */
  source: string
  position: number | null
  medianWaitSeconds: number | null
  /** Why it was returned, rejected or hidden; empty when nothing was said. */
  reason: string
}

export type ThreadPage = { entries: ThreadEntry[]; page: number; pages: number; count: number; more: boolean }

type Placed = ThreadEntry & { path: Uint8Array }

/**
 * One page of a thread in reading order, a branch's replies after its comment. Pages hold {@link topLevelPerPage} top-level
 * comments; one range scan over the path, whatever the thread's size. Signed-in viewers see their own texts in their places.
 * @returns null when there is no such page
 */
export async function readThread(
  post: { id: string; commentCount: number; topLevelCount: number },
  viewer: Viewer,
  page: number,
): Promise<ThreadPage | null> {
  const pages = Math.max(1, Math.ceil(post.topLevelCount / topLevelPerPage))
  if (!Number.isInteger(page) || page < 1 || page > pages) return null
  const bounds = await readBounds(post.id, page, pages)
  const shown = await readShown(post.id, bounds)
  const own = viewer.id ? await readOwn(post.id, viewer.id, bounds) : []
  const entries = mergePlaced(shown.slice(0, entriesPerPage), own)
  return { entries: nameParents(entries), page, pages, count: post.commentCount, more: shown.length > entriesPerPage }
}

/** The paths between which a page lies: from its first top-level comment up to the first of the next page. */
type Bounds = { start: Uint8Array | null; end: Uint8Array | null }

async function readBounds(postId: string, page: number, pages: number): Promise<Bounds> {
  const first = (page - 1) * topLevelPerPage + 1
  const starts = await publicReader().publishedComment.findMany({
    where: { postId, number: { in: [first, first + topLevelPerPage] } },
    select: { number: true, path: true },
  })
  const pathOf = (number: number) => starts.find((each) => each.number === number)?.path ?? null
  // The outer pages are open, so that own texts before the first and after the last comment have a place.
  return { start: page === 1 ? null : pathOf(first), end: page === pages ? null : pathOf(first + topLevelPerPage) }
}

/** Prisma compares bytes for equality only, so the range is written out. */
function within({ start, end }: Bounds): Prisma.Sql {
  const from = start ? Prisma.sql`AND path >= ${start}` : Prisma.empty
  const to = end ? Prisma.sql`AND path < ${end}` : Prisma.empty
  return Prisma.sql`${from} ${to}`
}

type ShownRow = {
  id: string; parent_id: string | null; depth: number; number: number | null; path: Uint8Array; tombstone: boolean
  author_name: string | null; author_handle: string | null; by_author: boolean; html: string | null; submitted_at: Date | null; edited: boolean
}

async function readShown(postId: string, bounds: Bounds): Promise<Placed[]> {
  const rows = await publicReader().$queryRaw<ShownRow[]>`
    SELECT id, parent_id, depth, number, path, tombstone, author_name, author_handle, by_author, html, submitted_at, edited
    FROM published_comment WHERE post_id = ${postId}::uuid ${within(bounds)} ORDER BY path LIMIT ${entriesPerPage + 1}`
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: row.number,
    kind: row.tombstone ? 'tombstone' : 'published',
    state: row.tombstone ? CommentState.hidden : CommentState.published,
    author: row.author_name === null ? null : { name: row.author_name, handle: row.author_handle },
    byAuthor: row.by_author,
    html: row.html,
    submittedAt: row.submitted_at,
    edited: row.edited,
    replyingTo: null,
    path: row.path,
  }))
}

type OwnRow = {
  id: string; parent_id: string | null; depth: number; path: Uint8Array; state: CommentState; submitted_at: Date
  name: string; handle: string; html: string; source: string; item_id: string | null; reason_code: string | null; reason_note: string | null
}

/** The viewer's own texts that nobody else sees. Withdrawn ones are gone for their writer too. */
async function readOwn(postId: string, viewerId: string, bounds: Bounds): Promise<Placed[]> {
  const rows = await reader().$queryRaw<OwnRow[]>`
    SELECT c.id, c.parent_id, c.depth, c.path, c.state, c.submitted_at, p.name, p.handle, r.html, r.source,
      i.id AS item_id, d.reason_code, d.reason_note
    FROM comment c
    JOIN person p ON p.id = c.author_id
    JOIN comment_revision r ON r.id = c.current_revision_id
    LEFT JOIN review_item i ON i.comment_id = c.id AND i.kind = 'comment'
    LEFT JOIN LATERAL (SELECT reason_code, reason_note FROM decision WHERE review_item_id = i.id ORDER BY seq DESC LIMIT 1) d ON true
    WHERE c.post_id = ${postId}::uuid AND c.author_id = ${viewerId}::uuid
      AND c.state IN ('held', 'returned', 'rejected', 'hidden') ${within(bounds)}
    ORDER BY c.path LIMIT 100`
  const medianWaitSeconds = rows.some((row) => row.state === 'held') ? await readMedianWait(reader()) : null
  return Promise.all(rows.map((row) => placeOwn(row, medianWaitSeconds)))
}

async function placeOwn(row: OwnRow, medianWaitSeconds: number | null): Promise<Placed> {
  const waits = row.state === 'held' && row.item_id
  return {
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: null,
    kind: 'own',
    state: row.state,
    author: { name: row.name, handle: row.handle },
    byAuthor: false,
    html: row.html,
    submittedAt: row.submitted_at,
    edited: false,
    replyingTo: null,
    path: row.path,
    own: {
      source: row.source,
      position: waits ? await readPosition(reader(), waits) : null,
      medianWaitSeconds: waits ? medianWaitSeconds : null,
      reason: waits ? '' : reasonSentence(row.reason_code ?? '', row.reason_note ?? ''),
    },
  }
}

/** An own text that others see as a tombstone stands there once, as its writer sees it. */
function mergePlaced(shown: Placed[], own: Placed[]): Placed[] {
  const mine = new Set(own.map((entry) => entry.id))
  return [...shown.filter((entry) => !mine.has(entry.id)), ...own].sort((a, b) => Buffer.compare(a.path, b.path))
}

function nameParents(entries: Placed[]): ThreadEntry[] {
  const names = new Map(entries.map((entry) => [entry.id, entry.author?.name ?? null]))
  return entries.map(({ path: _, ...entry }) => ({
    ...entry,
    replyingTo: entry.parentId ? { id: entry.parentId, name: names.get(entry.parentId) ?? null } : null,
  }))
}
