import { execFileSync, fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { serveSite } from '../../../scripts/serve-site.ts'
import { figuresOf } from '../figures.ts'
import type { Blows, Target } from './hammer.ts'
import type { PlainAnswer } from './plain-server.ts'

/** Requests a second over several rounds. */
export type Rate = { median: number; least: number; most: number; p95: number }

export type ReaderRow = {
  what: string
  connections: number
  site: Rate
  /** The same bytes from a bare Node server; null where it is not measured. */
  plain: Rate | null
  /** The same bytes as a file of nginx, and this site behind nginx that keeps an answer for a second; null where it is not installed. */
  nginxFile: Rate | null
  nginxBefore: Rate | null
}

export type ReaderFigures = {
  rows: ReaderRow[]
  /** Milliseconds from sending a decision until its answer, and until an anonymous reader is sent what it published, while others read. */
  decided: { answer: { median: number; p95: number }; seen: { median: number; p95: number }; seenElsewhere: { median: number; p95: number } }
  /** Milliseconds from the start of the server process until it is ready. */
  start: number[]
  /** MiB: when it is ready, after a minute of everything above, and the most that there was. */
  memory: { rest: number; after: number; peak: number }
}

type Options = { databaseUrl: string; data: string; rounds: number; seconds: number; sizes: readonly number[] }

/** Who carries another cookie of the site is answered with a page made for them. */
const afresh = { Cookie: 'afterword-carried=nothing' }
const packed = { 'Accept-Encoding': 'br, gzip' }

/** Measures what readers get, on the production server, with as many processes as a machine of four cores bears. */
export async function measureReaders({ databaseUrl, data, rounds, seconds, sizes }: Options): Promise<ReaderFigures> {
  const running: (() => unknown)[] = []
  try {
    const environment = (port: number) => ({ DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' })
    const start: number[] = []
    const serve = async () => {
      const port = await findFreePort()
      const began = performance.now()
      const site = await serveSite({ host: '127.0.0.1', port, environment: environment(port) })
      start.push(performance.now() - began)
      return { ...site, port }
    }
    for (let turn = 0; turn < 2; turn++) await (await serve()).stop()
    const site = await serve()
    running.push(site.stop)
    await sleep(3_000)
    const pid = childWith(`PORT=${site.port}`)
    const rest = memoryOf(pid).present
    const [hammer, plain] = [startChild('hammer.ts'), startChild('plain-server.ts')]
    running.push(() => hammer.kill(), () => plain.kill())
    const [plainPort] = (await once(plain, 'message')) as [number]
    const nginx = await startNginx(data, site.port)
    if (nginx) running.push(nginx.stop)

    const blow = async (target: Target): Promise<Blows> => {
      hammer.send(target)
      const [blows] = (await once(hammer, 'message')) as [Blows]
      if (blows.failures > 0) throw new Error(`${target.path} failed ${blows.failures} times`)
      return blows
    }
    const measure = async (what: string, address: string, connections: number, headers: Record<string, string> = packed, references = true): Promise<ReaderRow> => {
      const answer = await fetchRaw(site.port, address, headers)
      plain.send({ path: address, answer })
      await once(plain, 'message')
      const ofNginx = references && nginx ? nginx.keep(address, answer) : null
      const rates = { site: [] as Blows[], plain: [] as Blows[], nginxFile: [] as Blows[], nginxBefore: [] as Blows[] }
      await blow({ port: site.port, path: address, headers, connections, seconds: 0.3 })
      // In turns, so that whatever else the machine does slows all of them.
      for (let round = 0; round < rounds; round++) {
        rates.site.push(await blow({ port: site.port, path: address, headers, connections, seconds }))
        if (references) rates.plain.push(await blow({ port: plainPort, path: address, headers, connections, seconds }))
        if (nginx && ofNginx) {
          rates.nginxFile.push(await blow({ port: nginx.port, path: ofNginx, headers, connections, seconds }))
          rates.nginxBefore.push(await blow({ port: nginx.before, path: address, headers, connections, seconds }))
        }
      }
      const [one, two, three, four] = [rates.site, rates.plain, rates.nginxFile, rates.nginxBefore].map(rateOf)
      if (!one) throw new Error('Nothing was measured')
      return { what, connections, site: one, plain: two ?? null, nginxFile: three ?? null, nginxBefore: four ?? null }
    }

    const rows: ReaderRow[] = []
    const slugs = await slugsBySize(databaseUrl, sizes)
    for (const [size, slug] of slugs) {
      for (const connections of [1, 16, 64]) rows.push(await measure(`a post with ${size.toLocaleString('en-GB')} comments`, `/posts/${slug}`, connections))
    }
    rows.push(await measure('the front page', '/', 16), await measure('the feed', '/feed.xml', 16))
    for (const [size, slug] of slugs) rows.push(await measure(`a post with ${size.toLocaleString('en-GB')} comments, made afresh`, `/posts/${slug}`, 16, { ...packed, ...afresh }, false))
    rows.push(await measure('the front page, made afresh', '/', 16, { ...packed, ...afresh }, false))

    const another = await serve()
    running.push(another.stop)
    const [, slug] = slugs[0] ?? []
    const decided = await measureDecisions({ databaseUrl, slug: slug ?? '', ports: [site.port, another.port], background: hammer })
    const { present: after, peak } = memoryOf(pid)
    return { rows, decided, start, memory: { rest, after, peak } }
  } finally {
    for (const stop of running.reverse()) await stop()
  }
}

function startChild(file: string): ChildProcess {
  return fork(path.join(import.meta.dirname, file))
}

function rateOf(blows: Blows[]): Rate | null {
  if (blows.length === 0) return null
  const rates = blows.map(({ perSecond }) => perSecond)
  return { median: figuresOf(rates).median, least: Math.min(...rates), most: Math.max(...rates), p95: figuresOf(blows.map(({ p95 }) => p95)).median }
}

/** The posts whose threads have so many comments. */
async function slugsBySize(databaseUrl: string, sizes: readonly number[]): Promise<(readonly [number, string])[]> {
  return withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ slug: string; size: number }>('SELECT slug, comment_count AS size FROM published_post')
    return sizes.map((size) => {
      const found = rows.toSorted((a, b) => Math.abs(a.size - size) - Math.abs(b.size - size))[0]
      if (!found) throw new Error('There are no posts to be read.')
      return [size, found.slug] as const
    })
  })
}

async function withDatabase<Value>(databaseUrl: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** An answer as it travels, without what Node adds by itself. */
function fetchRaw(port: number, address: string, headers: Record<string, string>): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    http.get({ port, host: '127.0.0.1', path: address, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const named = Object.entries(answer.headers).filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name))
        if (answer.statusCode !== 200) return reject(new Error(`${address} answers ${answer.statusCode}`))
        resolve({ headers: named.map(([name, value]): [string, string] => [name, String(value)]), body: Buffer.concat(chunks).toString('base64') })
      })
    }).on('error', reject)
  })
}

type Nginx = { port: number; before: number; keep: (address: string, answer: PlainAnswer) => string; stop: () => void }

/** nginx, where it is installed: a file with the same bytes on one port; on another this site behind it, with an answer kept for a second (docs/deploy.md). */
async function startNginx(data: string, sitePort: number): Promise<Nginx | null> {
  const program = process.env.PATH?.split(':').concat('/usr/sbin').map((folder) => path.join(folder, 'nginx')).find((file) => {
    try {
      execFileSync(file, ['-v'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
  if (!program) return null
  const folder = path.join(data, 'nginx')
  mkdirSync(path.join(folder, 'files'), { recursive: true })
  const [port, before] = [await findFreePort(), await findFreePort()]
  writeFileSync(path.join(folder, 'nginx.conf'), `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  sendfile on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  default_type text/html;
  proxy_cache_path ${folder}/kept levels=1 keys_zone=pages:10m max_size=200m;
  server { listen 127.0.0.1:${port}; root ${folder}/files; }
  server {
    listen 127.0.0.1:${before};
    location / {
      proxy_pass http://127.0.0.1:${sitePort};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_cache pages;
      proxy_cache_key "$request_uri $http_accept_encoding $time_iso8601";
      proxy_cache_valid 200 1s;
      proxy_ignore_headers Cache-Control Vary;
      proxy_cache_lock on;
      proxy_cache_bypass $http_cookie $http_authorization $http_rsc;
      proxy_no_cache $http_cookie $http_authorization $http_rsc $upstream_http_set_cookie;
    }
  }
}
`)
  const child = spawn(program, ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: 'ignore' })
  await sleep(500)
  if (child.exitCode !== null) return null
  const keep = (address: string, { body }: PlainAnswer) => {
    const name = createHash('sha256').update(address).digest('hex').slice(0, 16)
    writeFileSync(path.join(folder, 'files', name), Buffer.from(body, 'base64'))
    return `/${name}`
  }
  return { port, before, keep, stop: () => child.kill() }
}

type Decisions = { databaseUrl: string; slug: string; ports: [number, number]; background: ChildProcess }

/** How often it is decided. */
const decisions = 30

/** Approves what waits under a post that others read all the while, and asks both processes until they show it. */
async function measureDecisions({ databaseUrl, slug, ports, background }: Decisions): Promise<ReaderFigures['decided']> {
  return withDatabase(databaseUrl, async (client) => {
    const token = await tokenOfModerator(client)
    const { rows } = await client.query<{ id: string; version: number; commentId: string }>(`
      SELECT i.id, i.version, i.comment_id AS "commentId" FROM review_item i JOIN post p ON p.id = i.post_id
      WHERE i.state = 'waiting' AND i.kind = 'comment' AND p.slug = $1 ORDER BY i.submitted_at LIMIT $2`, [slug, decisions])
    const took = { answer: [] as number[], seen: [] as number[], seenElsewhere: [] as number[] }
    background.send({ port: ports[0], path: `/posts/${slug}`, headers: packed, connections: 8, seconds: 15 } satisfies Target)
    const ended = once(background, 'message')
    for (const { id, version, commentId } of rows) {
      await Promise.all(ports.map((port) => readText(port, `/posts/${slug}/latest`)))
      const began = performance.now()
      const shows = async (port: number) => {
        while (!(await readText(port, `/posts/${slug}/latest`)).includes(commentId)) {
          if (performance.now() - began > 10_000) throw new Error('What was approved was not seen in ten seconds.')
          await sleep(1)
        }
        // The page itself, made anew and sent whole.
        await readText(port, `/posts/${slug}`)
        return performance.now() - began
      }
      const answered = fetch(`http://127.0.0.1:${ports[0]}/api/v1/moderation/items/${id}/decisions`, {
        method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ action: 'approve', version }),
      }).then((answer) => {
        if (!answer.ok) throw new Error(`A decision was answered with ${answer.status}`)
        return performance.now() - began
      })
      const [answer, here, there] = await Promise.all([answered, shows(ports[0]), shows(ports[1])])
      took.answer.push(answer)
      took.seen.push(here)
      took.seenElsewhere.push(there)
    }
    await ended
    return { answer: figuresOf(took.answer), seen: figuresOf(took.seen), seenElsewhere: figuresOf(took.seenElsewhere) }
  })
}

async function readText(port: number, address: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}${address}`)).text()
}

async function tokenOfModerator(client: pg.Client): Promise<string> {
  const token = `bench-${randomBytes(24).toString('base64url')}`
  const { rowCount } = await client.query(`
    INSERT INTO api_token (id, digest, person_id) SELECT gen_random_uuid(), $1, id FROM person WHERE role IN ('moderator', 'administrator') LIMIT 1`,
  [createHash('sha256').update(token).digest('hex')])
  if (rowCount !== 1) throw new Error('Nobody moderates here.')
  return token
}

/** The child of this process that was started with a setting. */
function childWith(setting: string): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return Number(children.find((child) => readFileSync(`/proc/${child}/environ`, 'utf8').split('\0').includes(setting)))
}

/** In MiB, as the system counts what is in memory. */
function memoryOf(pid: number): { present: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return { present: read('VmRSS'), peak: read('VmHWM') }
}
