import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { serveSite } from '../../../scripts/serve-site.ts'
import type { Guests } from './visits.ts'

/** What a server holds once it has let go of what nobody needs. Bytes, and numbers of things. */
export type Held = {
  pid: number
  rss: number
  heapUsed: number
  /** What of it is compiled code, which comes when something is done often, and goes when it is not. */
  code: number
  heapTotal: number
  external: number
  arrayBuffers: number
  counts: Record<string, number>
  shared: Record<string, number>
  timers: number
  resources: number
}

export type WatchedSite = {
  port: number
  pid: number
  /** Collects garbage first, so it takes a moment of everybody's time. */
  held: () => Promise<Held>
  /** A file with everything in the heap, written while everybody waits. */
  snapshot: () => Promise<string>
  /** Lets go of the pages that are kept, as a change of the database does that may be named anywhere. */
  emptyPages: () => Promise<void>
  /** Files, sockets and pipes that it has open, its connections to the database among them. */
  handles: () => number
  connections: () => Promise<number>
  /** Bytes of memory of its own, by process: what is shared between several is divided among them. The server stands first. */
  memory: () => { server: number; others: number }
  guests: Guests
  /** Limits on how often are for people; a measure goes on regardless. */
  forgetLimits: () => Promise<void>
  stop: () => Promise<void>
}

const telling = path.join(import.meta.dirname, 'tell-figures.mjs')

/**
 * The production server on a database of its own with samples in it, with people who are signed in there.
 * @param planted bytes that it keeps of every request on purpose
 */
export async function startWatchedSite(databaseUrl: string, data: string, planted = 0): Promise<WatchedSite> {
  const port = await findFreePort()
  const socket = `${data}.figures`
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const guests = await inviteGuests(client)
  const site = await serveSite({
    host: '127.0.0.1', port, environment: {
      DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess',
      AFTERWORD_FIGURES: socket, AFTERWORD_PLANTED: String(planted), NODE_OPTIONS: `--import=${pathToFileURL(telling).href}`,
    },
  })
  const { pid } = (await askSocket(socket, '/pid')) as { pid: number }
  return {
    port, pid, guests,
    held: async () => (await askSocket(socket, '/')) as Held,
    snapshot: async () => (await askSocket(socket, '/snapshot')) as string,
    emptyPages: async () => void (await client.query("NOTIFY afterword_stale, 'everything'")),
    handles: () => readdirSync(`/proc/${pid}/fd`).length,
    connections: async () => Number((await client.query('SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()')).rows[0].count),
    memory: () => ({ server: sharedOut(pid), others: childrenOf(pid).reduce((sum, child) => sum + sharedOut(child), 0) }),
    forgetLimits: async () => void (await client.query('DELETE FROM rate_limit')),
    stop: async () => {
      await site.stop()
      await client.end()
    },
  }
}

async function inviteGuests(client: pg.Client): Promise<Guests> {
  const handles = async (sql: string) => (await client.query<{ id: string; handle: string }>(sql)).rows
  const cookieOf = async (personId: string) => {
    const secret = randomBytes(32).toString('base64url')
    await client.query(`INSERT INTO session (id, person_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, [digest(secret), personId])
    return `afterword-session=${secret}`
  }
  const [readers, [author], [moderator]] = await Promise.all([
    handles(`SELECT id, handle FROM person WHERE role = 'reader' ORDER BY handle`),
    handles(`SELECT id, handle FROM person WHERE role = 'author' LIMIT 1`),
    handles(`SELECT id, handle FROM person WHERE role = 'moderator' LIMIT 1`),
  ])
  const posts = (await client.query<{ id: string; slug: string; comments: number }>('SELECT id, slug, comment_count AS comments FROM published_post ORDER BY comment_count DESC')).rows
  if (!author || !moderator || readers.length === 0 || posts.length === 0) throw new Error('There are no samples to be read.')
  return {
    posts, people: [author.handle, ...readers.map(({ handle }) => handle)],
    readers: await Promise.all(readers.map(({ id }) => cookieOf(id))), author: await cookieOf(author.id), moderator: await cookieOf(moderator.id),
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** What a process says that has `tell-figures.mjs` in it. */
export function askSocket(socketPath: string, place: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    http.get({ socketPath, path: place }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve(JSON.parse(text)))
    }).on('error', reject)
  })
}

/** As the system counts it: pages of memory that several processes have are divided among them. */
function sharedOut(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) * 1024
  } catch {
    return 0
  }
}

function childrenOf(pid: number): number[] {
  try {
    const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    return own.flatMap((child) => [child, ...childrenOf(child)])
  } catch {
    return []
  }
}
