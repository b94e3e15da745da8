import { randomUUID } from 'node:crypto'
import { database, value } from './fenced-database.ts'

/** Rows written without any command of the product: the least that the tables accept. */
export async function makePerson(fields: { role?: string; email?: string; name?: string } = {}): Promise<string> {
  const handle = `p${randomUUID().slice(0, 12)}`
  return value(
    `INSERT INTO person (id, handle, skeleton, name, email, role) VALUES (gen_random_uuid(), $1, $1, $2, $3, $4::role) RETURNING id`,
    [handle, fields.name ?? 'Rae', fields.email ?? null, fields.role ?? 'reader'],
  )
}

export type PostFields = {
  state?: 'draft' | 'scheduled' | 'published' | 'unlisted' | 'archived'
  title?: string
  publishAt?: Date
  passwordHash?: string
  kind?: 'essay' | 'page'
}

export async function makePost(fields: PostFields = {}): Promise<string> {
  const state = fields.state ?? 'published'
  const id = await value<string>(
    `INSERT INTO post (id, slug, kind, password_hash) VALUES (gen_random_uuid(), $1, $2::post_kind, $3) RETURNING id`,
    [`post-${randomUUID()}`, fields.kind ?? 'essay', fields.passwordHash ?? null],
  )
  const revisionId = await makePostRevision(id, fields.title ?? 'On endings')
  await database.query(
    `UPDATE post SET state = $2::post_state, published_revision_id = $3, publish_at = $4,
       published_at = CASE WHEN $2 IN ('published', 'unlisted') THEN now() END WHERE id = $1`,
    [id, state, state === 'draft' ? null : revisionId, fields.publishAt ?? null],
  )
  return id
}

export function makePostRevision(postId: string, title: string): Promise<string> {
  return value(
    `INSERT INTO post_revision (id, post_id, title, source, html, text, renderer_version, reason)
     VALUES (gen_random_uuid(), $1, $2, $2, $2, $2, 1, 'saved') RETURNING id`,
    [postId, title],
  )
}

export type CommentFields = { parentId?: string | null; body?: string; authorId?: string; guestId?: string; origin?: 'site' | 'import' }

/** A held comment with one revision. */
export async function makeComment(postId: string, fields: CommentFields = {}): Promise<string> {
  const id = await value<string>(
    `INSERT INTO comment (id, post_id, parent_id, author_id, guest_id, origin)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5::comment_origin) RETURNING id`,
    [postId, fields.parentId ?? null, fields.authorId ?? null, fields.guestId ?? null, fields.origin ?? 'site'],
  )
  await database.query('UPDATE comment SET current_revision_id = $2 WHERE id = $1', [id, await makeCommentRevision(id, fields.body)])
  return id
}

export function makeCommentRevision(commentId: string, body = 'I stayed until the lights came up.'): Promise<string> {
  return value(
    `INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason)
     VALUES (gen_random_uuid(), $1, $2, $2, $2, 1, 'submitted') RETURNING id`,
    [commentId, body],
  )
}

/** What an approval writes, in one statement, for use in any transaction. */
export const approveSql = `UPDATE comment c SET state = 'published', approved_revision_id = r.id, approved_digest = r.digest,
  published_at = coalesce(c.published_at, now()) FROM comment_revision r WHERE r.id = c.current_revision_id AND c.id = $1`

export async function approve(commentId: string): Promise<void> {
  await database.query(approveSql, [commentId])
}

export async function makePublishedComment(postId: string, fields: CommentFields = {}): Promise<string> {
  const id = await makeComment(postId, fields)
  await approve(id)
  return id
}

export const commentStates = ['held', 'published', 'returned', 'rejected', 'hidden', 'withdrawn'] as const
export type CommentState = (typeof commentStates)[number]

const ways: Record<CommentState, CommentState[]> = {
  held: [],
  published: ['published'],
  returned: ['returned'],
  rejected: ['rejected'],
  hidden: ['published', 'hidden'],
  withdrawn: ['withdrawn'],
}

/** A comment that came to its state by legal moves. */
export async function makeCommentIn(state: CommentState, postId: string, fields: CommentFields = {}): Promise<string> {
  const id = await makeComment(postId, fields)
  for (const step of ways[state]) {
    if (step === 'published') await approve(id)
    else await database.query('UPDATE comment SET state = $2::comment_state WHERE id = $1', [id, step])
  }
  return id
}

/** A waiting item of the queue for a comment. */
export function makeItem(postId: string, commentId: string): Promise<string> {
  return value(
    `INSERT INTO review_item (id, kind, post_id, comment_id, comment_revision_id, submitted_at)
     SELECT gen_random_uuid(), 'comment', $1, c.id, c.current_revision_id, now() FROM comment c WHERE c.id = $2 RETURNING id`,
    [postId, commentId],
  )
}

export const decideSql = `INSERT INTO decision (id, review_item_id, item_version, action, from_state, to_state, by_id, at, reason_note)
  VALUES (gen_random_uuid(), $1, 1, 'approve', 'held', 'published', $2, clock_timestamp(), $3) RETURNING id`
