import pg from 'pg'
import { Trouble } from '../../lib/trouble.ts'

/** The row of `setting` that stands in a database from the rows of a backup on until all is done that follows them. */
const mark = 'restore.unfinished'

/** Within the transaction that loads the rows: neither is there without the other. */
export async function markUnfinished(client: pg.Client): Promise<void> {
  await client.query('INSERT INTO setting (key, value) VALUES ($1, to_jsonb(now()))', [mark])
}

/** From here on the site may be served. */
export async function markFinished(client: pg.Client): Promise<void> {
  await client.query('DELETE FROM setting WHERE key = $1', [mark])
}

/** Whether a restore into this database was ended in its midst: what waited in the backup would leave from here a second time. */
export async function isUnfinished(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`SELECT to_regclass('setting') IS NOT NULL AS found`)
  return Boolean(rows[0]?.found) && (await client.query('SELECT FROM setting WHERE key = $1', [mark])).rowCount !== 0
}

/** What is said then. */
export const unfinished = 'A backup was being restored into this database, and that did not come to its end. Restore it once more, into an empty database: another DATABASE_URL, or another AFTERWORD_DATA.'

/** For whatever would serve such a site, or change it. @throws Trouble */
export async function refuseUnfinishedRestore(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    if (await isUnfinished(client)) throw new Trouble(unfinished)
  } finally {
    await client.end()
  }
}
