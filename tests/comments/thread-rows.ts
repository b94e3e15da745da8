import { database } from '../database/fenced-database.ts'

type Under = { postId: string; authorId: string; html?: string }

/** Many published replies to one comment, in reading order, sent at one moment. */
export async function addReplies({ postId, authorId, html }: Under, parentId: string | null, count: number): Promise<string[]> {
  await database.query(
    `INSERT INTO comment (id, post_id, parent_id, author_id) SELECT gen_random_uuid(), $1, $2, $3 FROM generate_series(1, $4)`, [postId, parentId, authorId, count])
  await publishAll(postId, html)
  const rows = await database.query<{ id: string }>('SELECT id FROM comment WHERE post_id = $1 AND parent_id IS NOT DISTINCT FROM $2 ORDER BY path', [postId, parentId])
  return rows.rows.map(({ id }) => id)
}

/** Published comments each of which answers the one before, from the top; the database takes a reply to what is published alone. */
export async function addChain({ postId, authorId, html }: Under, depth: number): Promise<string[]> {
  const ids: string[] = []
  for (let level = 0; level < depth; level++) {
    const rows = await database.query<{ id: string }>(
      `INSERT INTO comment (id, post_id, parent_id, author_id, submitted_at) VALUES (gen_random_uuid(), $1, $2, $3, now() + $4 * interval '1 second') RETURNING id`,
      [postId, ids.at(-1) ?? null, authorId, level])
    ids.push(rows.rows[0]?.id ?? '')
    await publishAll(postId, html)
  }
  return ids
}

async function publishAll(postId: string, html = 'x') {
  await database.query(
    `INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason)
     SELECT gen_random_uuid(), id, $2, $2, $2, 1, 'submitted' FROM comment c WHERE post_id = $1 AND current_revision_id IS NULL
       AND NOT EXISTS (SELECT FROM comment_revision r WHERE r.comment_id = c.id)`, [postId, html])
  await database.query(
    `UPDATE comment c SET current_revision_id = r.id, state = 'published', approved_revision_id = r.id, approved_digest = r.digest, published_at = now()
     FROM comment_revision r WHERE r.comment_id = c.id AND c.post_id = $1 AND c.current_revision_id IS NULL`, [postId])
}
