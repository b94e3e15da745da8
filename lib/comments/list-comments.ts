import { CommentState, Prisma } from '#database'
import { readKnownPlace } from '#lib/comments/read-known-place.ts'
import { readWait } from '#lib/comments/read-waiting.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import { toldState } from '#lib/comments/told-state.ts'
import { numbered, shownUpTo } from '#lib/comments/top-level-marks.ts'
import { publicReader, reader } from '#lib/database.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A comment as lists outside the pages give it. */
export type ListedComment = {
  id: string
  parentId: string | null
  depth: number
  number: number | null
  tombstone: boolean
  author: { name: string; handle: string | null } | null
  byAuthor: boolean
  html: string | null
  text: string | null
  submittedAt: Date | null
  publishedAt: Date | null
  edited: boolean
}

/** A comment with what its writer, or a moderator, knows of it besides. */
export type SeenComment = ListedComment & {
  state: CommentState
  position: number | null
  medianWaitSeconds: number | null
  reason: string | null
}

const commentsPerPage = 50

/**
 * The published comments of a post in thread order, by range over the path: as quick at the end of a thread as at its
 * beginning, and nothing is missed or doubled when comments appear in between.
 * @param options.after the `next` of the page before: the id of its last comment. A path would tell by its gaps how many comments
 * wait or were refused in between.
 */
export async function listComments(
  slug: string,
  options: { after?: string; limit?: number } = {},
): Promise<Outcome<{ items: ListedComment[]; next: string | null }>> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true } })
  if (!post) return refuse('not-found', 'There is no such post.')
  const after = options.after === undefined ? null : await readKnownPlace(post.id, options.after)
  if (options.after !== undefined && !after) return refuseField('after', 'This page of the thread does not exist.')
  const limit = options.limit ?? commentsPerPage
  const part = Prisma.sql`
    SELECT ${columns}, place FROM published_comment
    WHERE post_id = ${post.id}::uuid ${after ? Prisma.sql`AND path > ${after.path}` : Prisma.empty}
    ORDER BY path LIMIT ${limit + 1}`
  const rows = await publicReader().$queryRaw<Row[]>(Prisma.sql`${numbered(post.id, part)} ORDER BY c.path`)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return done({ items: rows.slice(0, limit).map(shape), next: last?.id ?? null })
}

/**
 * One comment as this viewer may see it: published ones and tombstones for everybody, any other for its writer and for
 * moderators. All else looks as if it had never been.
 */
export async function readComment(id: string, viewer: Viewer): Promise<Outcome<SeenComment>> {
  const mine = viewer.id ? await readInside(id, viewer) : null
  if (mine) return done(mine)
  const rows = await publicReader().$queryRaw<Row[]>`SELECT ${columns}, number FROM published_comment WHERE id = ${id}::uuid`
  const row = rows[0]
  if (!row) return refuse('not-found', 'There is no such comment.')
  const state = row.tombstone ? CommentState.hidden : CommentState.published
  return done({ ...shape(row), state, position: null, medianWaitSeconds: null, reason: null })
}

type Row = {
  id: string; parent_id: string | null; depth: number; number: number | null; path: Uint8Array; tombstone: boolean
  author_name: string | null; author_handle: string | null; by_author: boolean; html: string | null; text: string | null
  submitted_at: Date | null; published_at: Date | null; edited: boolean
}

const columns = Prisma.sql`id, parent_id, depth, path, tombstone, author_name, author_handle, by_author, html, text,
  submitted_at, published_at, edited`

function shape(row: Row): ListedComment {
  return {
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: row.number,
    tombstone: row.tombstone,
    author: row.author_name === null ? null : { name: row.author_name, handle: row.author_handle },
    byAuthor: row.by_author,
    html: row.html,
    text: row.text,
    submittedAt: row.submitted_at,
    publishedAt: row.published_at,
    edited: row.edited,
  }
}

type InsideRow = Omit<Row, 'path' | 'tombstone' | 'edited'> & {
  author_id: string | null; state: CommentState; item_id: string | null; untold: boolean | null; reason_code: string | null; reason_note: string | null
}

/** What is not public, for those who may see it. */
async function readInside(id: string, viewer: Viewer): Promise<SeenComment | null> {
  const moderates = permitRole(viewer, 'moderator') === null
  const rows = await reader().$queryRaw<InsideRow[]>`
    SELECT c.id, c.parent_id, c.depth, CASE WHEN c.shown AND c.depth = 0 THEN ${shownUpTo} END AS number, c.state, c.author_id, c.submitted_at, c.published_at, r.html, r.text,
      coalesce(p.name, g.name) AS author_name, p.handle AS author_handle, i.id AS item_id, v.reason_code, v.reason_note, v.untold,
      EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author
    FROM comment c
    JOIN comment_revision r ON r.id = c.current_revision_id
    LEFT JOIN person p ON p.id = c.author_id
    LEFT JOIN guest g ON g.id = c.guest_id
    LEFT JOIN review_item i ON i.comment_id = c.id AND i.kind = 'comment'
    LEFT JOIN ${standingVerdict} v ON true
    WHERE c.id = ${id}::uuid AND c.state <> 'published' AND (c.author_id = ${viewer.id}::uuid OR ${moderates})`
  const row = rows[0]
  // A text that its writer took back is gone for the writer too.
  if (!row || (row.state === 'withdrawn' && !moderates)) return null
  // Moderators know at once; a writer, moderator or not, is told when it cannot be taken back unsaid any more.
  const { state, settling } = toldState(row.state, row.author_id === viewer.id && row.untold === true)
  const waits = state === 'held' && row.item_id !== null ? { itemId: row.item_id, settling } : null
  const { position, medianWaitSeconds } = await readWait(reader(), row.author_id, waits)
  return {
    ...shape({ ...row, path: new Uint8Array(), tombstone: false, edited: false }),
    state,
    position,
    medianWaitSeconds,
    reason: waits || settling ? null : reasonSentence(row.reason_code ?? '', row.reason_note ?? '') || null,
  }
}
