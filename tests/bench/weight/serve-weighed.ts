import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { buildApp } from '../../../scripts/build-app.ts'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { stage } from '../../../scripts/progress.mjs'
import { serveSite } from '../../../scripts/serve-site.ts'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { startWorker } from '../start-worker.ts'

/** A site to be weighed: the demo, and one thread of many comments. */
export type WeighedSite = {
  url: string
  /** Addresses of pages of each kind. */
  pages: Record<'essay' | 'thread' | 'front' | 'work' | 'person' | 'series', string>
  /** How long the HTML of a comment of the thread is, in bytes. */
  text: number
  /** Of somebody with an account. */
  cookie: string
}

/** The production server with texts that people wrote, until the bench ends. @param comments how many the thread has */
export async function serveWeighed({ database, folder, atEnd }: Bench, comments: number): Promise<WeighedSite> {
  const { url: databaseUrl } = await cloneDatabase(database)
  const data = path.join(folder, `weighed-${comments}`)
  await stage(`Writing the demo and a thread of ${comments}`, async () => {
    const worker = startWorker(databaseUrl, data)
    await worker.chore('demo', {})
    await worker.chore('seed', { posts: 1, comments, pending: 0, decided: 0 })
    await worker.vacuum()
    await worker.end()
  })
  await buildApp()
  const port = await findFreePort()
  const environment = { DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' }
  const site = await serveSite({ host: '127.0.0.1', port, environment })
  atEnd(site.stop)
  return { url: site.url, ...(await lookUp(databaseUrl)) }
}

async function lookUp(databaseUrl: string): Promise<Omit<WeighedSite, 'url'>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const one = async (sql: string): Promise<string> => {
    const { rows } = await client.query<{ found: string }>(sql)
    if (!rows[0]) throw new Error(`Nothing is to be weighed: ${sql}`)
    return rows[0].found
  }
  try {
    const secret = randomBytes(32).toString('base64url')
    await client.query(`INSERT INTO session (id, person_id, expires_at) SELECT $1, id, now() + interval '1 day' FROM person WHERE handle = 'rae'`, [createHash('sha256').update(secret).digest('hex')])
    return {
      pages: {
        essay: `/posts/${await one(`SELECT slug AS found FROM published_post WHERE comment_count BETWEEN 1 AND 50 ORDER BY comment_count, slug LIMIT 1`)}`,
        thread: `/posts/${await one('SELECT slug AS found FROM published_post ORDER BY comment_count DESC LIMIT 1')}`,
        front: '/',
        work: `/works/${await one('SELECT slug AS found FROM published_work ORDER BY slug LIMIT 1')}`,
        person: '/people/ada',
        series: `/series/${await one('SELECT slug AS found FROM series ORDER BY slug LIMIT 1')}`,
      },
      text: Number(await one(`SELECT avg(octet_length(c.html))::text AS found FROM published_comment c JOIN published_post p ON p.id = c.post_id GROUP BY p.id ORDER BY count(*) DESC LIMIT 1`)),
      cookie: `afterword-session=${secret}`,
    }
  } finally {
    await client.end()
  }
}
