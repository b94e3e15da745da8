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
