import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { serveSite } from '../../../scripts/serve-site.ts'
import { figuresOf } from '../figures.ts'
import { startNextApp } from '../next-app.ts'
import type { Blows, Target } from '../readers/hammer.ts'

/** A page as one of the two makes it, over several rounds. */
export type Rendering = {
  perSecond: number
  least: number
  most: number
  /** Milliseconds of processor time of the server for one page. */
  processor: number
  /** Comments on the page. */
  comments: number
  bytes: number
  /** As it travels, with its head. */
  packed: number
}

export type RenderingRow = { what: string; connections: number; promised: boolean; site: Rendering; plain: Rendering }

type Options = { databaseUrl: string; data: string; rounds: number; seconds: number; sizes: readonly number[] }

type Server = { port: number; pid: number }

/** The app that the site is measured beside. */
export const straightforward = path.join(import.meta.dirname, 'straightforward')

/** A parameter with which a page of an essay is made for whoever asks; nothing on it is another for somebody without an account. */
const afresh = '?all=1'

/** Another cookie of the site says that more is known of its reader than the colours: such a page the framework makes. */
const carrying = 'afterword-carried=nothing'

/** How many pages each makes a second of the same threads, in turns, on the production server. */
export async function measureRendering({ databaseUrl, data, rounds, seconds, sizes }: Options): Promise<RenderingRow[]> {
  const running: (() => unknown)[] = []
  try {
    const site = await startSite(databaseUrl, data, running)
    const plain = await startNextApp(straightforward, { DATABASE_URL: databaseUrl })
    running.push(plain.stop)
    const hammer = fork(path.join(import.meta.dirname, '..', 'readers', 'hammer.ts'))
    running.push(() => hammer.kill())

    const blow = async (server: Server, target: Omit<Target, 'port'>): Promise<Blow> => {
      const before = processorOf(server.pid)
      hammer.send({ ...target, port: server.port } satisfies Target)
      const [blows] = (await once(hammer, 'message')) as [Blows]
      if (blows.failures > 0) throw new Error(`${target.path} failed ${blows.failures} times`)
      return { perSecond: blows.perSecond, packed: blows.bytes, processor: (processorOf(server.pid) - before) / (blows.perSecond * target.seconds) }
    }
    const measure = async (what: string, slug: string, cookie: string, connections: number, promised = false): Promise<RenderingRow> => {
      const target = { path: `/posts/${slug}${afresh}`, headers: { 'Accept-Encoding': 'br, gzip', ...(cookie && { Cookie: cookie }) }, connections, seconds }
      const servers = [site, plain] as const
      const found = servers.map((): Blow[] => [])
      for (const server of servers) await blow(server, { ...target, seconds: 2 })
      // In turns, so that whatever else the machine does slows both.
      for (let round = 0; round < rounds; round++) for (const [place, server] of servers.entries()) found[place]?.push(await blow(server, target))
      const [one, other] = await Promise.all(servers.map(async (server, place) => summed(found[place] ?? [], await readPage(server, target.path, cookie))))
      if (!one || !other) throw new Error('Nothing was measured')
      return { what, connections, promised, site: one, plain: other }
    }

    const { slugs, cookie } = await lookUp(databaseUrl, sizes)
    const [first = ''] = slugs
    const rows: RenderingRow[] = []
    for (const connections of [1, 16]) rows.push(await measure('a post with 100 comments, for anybody', first, '', connections, true))
    for (const connections of [1, 16]) rows.push(await measure('the same, made by the framework', first, carrying, connections))
    for (const connections of [1, 16]) rows.push(await measure('the same, for a reader with an account', first, cookie, connections))
    for (const [place, size] of sizes.entries()) if (place > 0) rows.push(await measure(`a post with ${size.toLocaleString('en-GB')}, for anybody`, slugs[place] ?? '', '', 1), await measure(`a post with ${size.toLocaleString('en-GB')}, for anybody`, slugs[place] ?? '', '', 16))
    return rows
  } finally {
    for (const stop of running.reverse()) await stop()
  }
}

async function startSite(databaseUrl: string, data: string, running: (() => unknown)[]): Promise<Server> {
  const port = await findFreePort()
  const environment = { DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' }
  const { stop } = await serveSite({ host: '127.0.0.1', port, environment })
  running.push(stop)
  return { port, pid: childWith(`PORT=${port}`) }
}

type Blow = Pick<Rendering, 'perSecond' | 'processor' | 'packed'>

function summed(blows: Blow[], page: Pick<Rendering, 'comments' | 'bytes'>): Rendering {
  const rates = blows.map(({ perSecond }) => perSecond)
  const median = (of: keyof Blow) => figuresOf(blows.map((each) => each[of])).median
  return { ...page, perSecond: median('perSecond'), least: Math.min(...rates), most: Math.max(...rates), processor: median('processor'), packed: median('packed') }
}

async function readPage({ port }: Server, address: string, cookie: string): Promise<Pick<Rendering, 'comments' | 'bytes'>> {
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, { headers: { cookie } })
  const text = await answer.text()
  return { comments: new Set(text.match(/(?<=<(?:li|article)[^>]*) id="comment-[^"]+"/g)).size, bytes: Buffer.byteLength(text) }
}

/** The posts whose threads have so many comments, and the cookie of somebody who has written in them. */
async function lookUp(databaseUrl: string, sizes: readonly number[]): Promise<{ slugs: string[]; cookie: string }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ slug: string; size: number }>('SELECT slug, comment_count AS size FROM published_post')
    const slugs = sizes.map((size) => rows.toSorted((a, b) => Math.abs(a.size - size) - Math.abs(b.size - size))[0]?.slug ?? '')
    const secret = randomBytes(32).toString('base64url')
    await client.query(`
      INSERT INTO session (id, person_id, expires_at)
      SELECT $1, c.author_id, now() + interval '1 day' FROM comment c JOIN post p ON p.id = c.post_id WHERE p.slug = $2 ORDER BY c.path LIMIT 1`,
    [createHash('sha256').update(secret).digest('hex'), slugs[0]])
    return { slugs, cookie: `afterword-session=${secret}` }
  } finally {
    await client.end()
  }
}

/** The process below this one that was started with a setting. */
function childWith(setting: string): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return Number(children.find((child) => readFileSync(`/proc/${child}/environ`, 'utf8').split('\0').includes(setting)))
}

/** Milliseconds of processor time that a process and what it has started have taken. */
function processorOf(pid: number): number {
  const own = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean))
  // In hundredths of a second, as the kernel tells it: fields 14 and 15 of proc(5).
  return (Number(own[11]) + Number(own[12])) * 10 + children.reduce((sum, child) => sum + processorOf(Number(child)), 0)
}
