import { canaryShape } from './acts.ts'
import { question } from './stage.ts'

/** What a database holds of one conversation. */
export type Truth = {
  comments: { id: string; state: string; approved: string | null }[]
  texts: { commentId: string; reason: string; canary: string }[]
  items: { id: string; commentId: string }[]
  decisions: { id: string; itemId: string; version: number; action: string; undoes: string | null; at: number }[]
  /** Commands that were carried out, by the comment that they were about. */
  recorded: { command: string; about: string }[]
}

type Found = Omit<Truth, 'texts' | 'comments'> & { comments: { id: string; state: string; approved: string | null }[]; texts: { commentId: string; reason: string; source: string }[] }

const everything = `SELECT json_build_object(
  'comments', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'state', c.state, 'approved', r.source)), '[]') FROM comment c
    LEFT JOIN comment_revision r ON r.id = c.approved_revision_id WHERE c.post_id = $1),
  'texts', (SELECT coalesce(json_agg(json_build_object('commentId', r.comment_id, 'reason', r.reason, 'source', r.source)), '[]') FROM comment_revision r
    JOIN comment c ON c.id = r.comment_id WHERE c.post_id = $1),
  'items', (SELECT coalesce(json_agg(json_build_object('id', i.id, 'commentId', i.comment_id)), '[]') FROM review_item i WHERE i.post_id = $1),
  'decisions', (SELECT coalesce(json_agg(json_build_object('id', d.id, 'itemId', d.review_item_id, 'version', d.item_version, 'action', d.action, 'undoes', d.undoes_id, 'at', d.seq) ORDER BY d.seq), '[]')
    FROM decision d JOIN review_item i ON i.id = d.review_item_id WHERE i.post_id = $1),
  'recorded', (SELECT coalesce(json_agg(json_build_object('command', a.command, 'about', a.subject_id)), '[]') FROM audit_event a
    WHERE a.subject_id IN (SELECT c.id::text FROM comment c WHERE c.post_id = $1))) AS found`

/** Reads it past the product, when nothing of a server that is gone is under way any more. */
export async function readTruth(database: string, postId: string): Promise<Truth> {
  const [row] = await question<{ found: Found }>(database, everything, [postId])
  if (!row) throw new Error('The database said nothing')
  const { comments, texts, ...rest } = row.found
  return {
    ...rest,
    comments: comments.map(({ approved, ...comment }) => ({ ...comment, approved: approved && canaryIn(approved) })),
    texts: texts.map(({ source, ...text }) => ({ ...text, canary: canaryIn(source) })),
  }
}

function canaryIn(text: string): string {
  return text.match(canaryShape)?.[0] ?? ''
}

/** The canaries that readers may see in this conversation. */
export function publicOf({ comments }: Truth): string[] {
  return comments.flatMap(({ state, approved }) => (state === 'published' && approved ? [approved] : []))
}

/** The canaries that readers may see anywhere. */
export async function readPublic(database: string): Promise<Set<string>> {
  const rows = await question<{ canary: string }>(database, `SELECT substring(r.source FROM 'canary[a-z]{12}') AS canary FROM comment c JOIN comment_revision r ON r.id = c.approved_revision_id WHERE c.state = 'published'`)
  return new Set(rows.map(({ canary }) => canary))
}

/** Waits until the database has no session of a server any more: what it was at when that died is done by then, or taken back. */
export async function untilNobodyIsAt(database: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const [{ count = 0 } = {}] = await question<{ count: number }>(database, `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    if (count === 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('A session of a server that is gone does not end')
}
