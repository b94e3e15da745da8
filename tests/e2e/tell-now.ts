import pg from 'pg'

/** Carries out some SQL on the site of a story. */
export async function onSite<Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** The minute is over in which what was decided about a comment can be taken back unsaid: whom it concerns is told. */
export async function tellNow(commentId: string): Promise<void> {
  await onSite('UPDATE notice SET due_at = now() WHERE comment_id = $1 AND due_at > now()', [commentId])
}

/**
 * The minute is over, and so is the hour in which mail about other people’s replies is gathered: whatever these people are to be told
 * about a comment is asked for now. One statement: a notice and the job that mails it are hurried together or not at all.
 * @returns how much of the way is still to be gone: 0 when everything that is to be told is told, and everything that is to leave has left
 */
export async function hurryMail(commentId: string, personIds: string[]): Promise<number> {
  await tellNow(commentId)
  const [{ waiting } = { waiting: 0 }] = await onSite<{ waiting: number }>(`
    WITH due AS (
      UPDATE notice SET mail_due_at = now() WHERE person_id::text = ANY ($2) AND mailed_at IS NULL AND mail_due_at > now()
    ), concerned AS (
      SELECT id FROM graphile_worker._private_jobs
      WHERE payload->>'commentId' = $1 OR payload->>'personId' = ANY ($2)
        OR payload->>'mailId' IN (SELECT m.id::text FROM mail m JOIN person p ON p.email = m."to" WHERE p.id::text = ANY ($2))
    ), hurried AS (
      UPDATE graphile_worker._private_jobs SET run_at = now() WHERE id IN (SELECT id FROM concerned) AND run_at > now() AND locked_at IS NULL
    ), woken AS (
      SELECT pg_notify('jobs:insert', json_build_object('r', random(), 'count', count(*))::text) FROM concerned HAVING count(*) > 0
    )
    SELECT count(*)::int AS waiting FROM concerned LEFT JOIN woken ON true`, [commentId, personIds])
  return waiting
}
