import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { serveSite } from '../../../scripts/serve-site.ts'
import { figuresOf } from '../figures.ts'
import type { Blows, Target } from './hammer.ts'
import { measureDecisions } from './measure-decisions.ts'
import type { Decided } from './measure-decisions.ts'
import type { PlainAnswer } from './plain-server.ts'
import { startCachedPage } from './start-cached-page.ts'
import { startNginx } from './start-nginx.ts'

/** Requests a second over several rounds. */
export type Rate = {
  median: number
  least: number
  most: number
  p95: number
  /** Microseconds of the processor's time that the server takes for one; null where the system does not tell. */
  processor: number | null
}

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
  /** The first of them at 16 connections, and the same text as a page that the framework keeps and sends by itself. */
  framework: { site: Rate; cached: Rate }
  /** On a site where nobody else reads, and on one where others do. */
  decided: Decided[]
  /** Milliseconds from the start of the server process until it is ready. */
  start: number[]
  /** MiB: when it is ready, after a minute of everything above, and the most that there was. */
  memory: { rest: number; after: number; peak: number }
}

type Blow = Blows & Pick<Rate, 'processor'>

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
    const nginx = await startNginx(path.join(data, 'nginx'), site.port)
    if (nginx) running.push(nginx.stop)

    const blow = async (target: Target, of: number | null = null): Promise<Blow> => {
      const before = of && processorOf(of)
      hammer.send(target)
      const [blows] = (await once(hammer, 'message')) as [Blows]
      if (blows.failures > 0) throw new Error(`${target.path} failed ${blows.failures} times`)
      const after = of && processorOf(of)
      return { ...blows, processor: before && after ? (after - before) / (blows.perSecond * target.seconds) : null }
    }
    // What Node runs often it compiles while the first seconds of it run, and the site has more of it than a bare server.
    let warming = 4
    const measure = async (what: string, address: string, connections: number, headers: Record<string, string> = packed, references = true): Promise<ReaderRow> => {
      const answer = await fetchRaw(site.port, address, headers)
      plain.send({ path: address, answer })
      await once(plain, 'message')
      const ofNginx = references && nginx ? nginx.keep(address, Buffer.from(answer.body, 'base64')) : null
      const rates = { site: [] as Blow[], plain: [] as Blow[], nginxFile: [] as Blow[], nginxBefore: [] as Blow[] }
      for (const port of references ? [site.port, plainPort] : [site.port]) await blow({ port, path: address, headers, connections, seconds: warming })
      warming = 0.3
      // In turns, so that whatever else the machine does slows all of them.
      for (let round = 0; round < rounds; round++) {
        rates.site.push(await blow({ port: site.port, path: address, headers, connections, seconds }, pid))
        if (references) rates.plain.push(await blow({ port: plainPort, path: address, headers, connections, seconds }, plain.pid))
        if (nginx && ofNginx) {
          rates.nginxFile.push(await blow({ port: nginx.filesPort, path: ofNginx, headers, connections, seconds }, nginx.worker))
          rates.nginxBefore.push(await blow({ port: nginx.keptPort, path: address, headers, connections, seconds }, nginx.worker))
        }
      }
      const [one, two, three, four] = [rates.site, rates.plain, rates.nginxFile, rates.nginxBefore].map(rateOf)
      if (!one) throw new Error('Nothing was measured')
      return { what, connections, site: one, plain: two ?? null, nginxFile: three ?? null, nginxBefore: four ?? null }
    }

    const measureBesideFramework = async (address: string): Promise<ReaderFigures['framework']> => {
      const cached = await startCachedPage(`http://127.0.0.1:${site.port}${address}`, data)
      running.push(cached.stop)
      const targets = [{ port: site.port, path: address }, { port: cached.port, path: '/' }].map((where) => ({ ...where, headers: packed, connections: 16, seconds }))
      for (const target of targets) await blow(target)
      const found = targets.map((): Blow[] => [])
      for (let round = 0; round < rounds; round++) for (const [place, target] of targets.entries()) found[place]?.push(await blow(target))
      cached.stop()
      const [own, theirs] = found.map(rateOf)
      if (!own || !theirs) throw new Error('Nothing was measured')
      return { site: own, cached: theirs }
    }

    const rows: ReaderRow[] = []
    const slugs = await slugsBySize(databaseUrl, sizes)
    for (const [size, slug] of slugs) {
      for (const connections of [1, 16, 64]) rows.push(await measure(`a post with ${size.toLocaleString('en-GB')} comments`, `/posts/${slug}`, connections))
    }
    rows.push(await measure('the front page', '/', 16), await measure('the feed', '/feed.xml', 16))
    for (const [size, slug] of slugs) rows.push(await measure(`a post with ${size.toLocaleString('en-GB')} comments, made afresh`, `/posts/${slug}`, 16, { ...packed, ...afresh }, false))
    rows.push(await measure('the front page, made afresh', '/', 16, { ...packed, ...afresh }, false))

    const [, slug = ''] = slugs[0] ?? []
    const framework = await measureBesideFramework(`/posts/${slug}`)
    const another = await serve()
    running.push(another.stop)
    const decided = await measureDecisions({ databaseUrl, slug, ports: [site.port, another.port], background: hammer })
    const { present: after, peak } = memoryOf(pid)
    return { rows, framework, decided, start, memory: { rest, after, peak } }
  } finally {
    for (const stop of running.reverse()) await stop()
  }
}

function startChild(file: string): ChildProcess {
  return fork(path.join(import.meta.dirname, file))
}

function rateOf(blows: Blow[]): Rate | null {
  if (blows.length === 0) return null
  const rates = blows.map(({ perSecond }) => perSecond)
  const processor = blows.flatMap((blow) => blow.processor ?? [])
  return {
    median: figuresOf(rates).median, least: Math.min(...rates), most: Math.max(...rates), p95: figuresOf(blows.map(({ p95 }) => p95)).median,
    processor: processor.length > 0 ? figuresOf(processor).median : null,
  }
}

/** The posts whose threads have so many comments. */
async function slugsBySize(databaseUrl: string, sizes: readonly number[]): Promise<(readonly [number, string])[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ slug: string; size: number }>('SELECT slug, comment_count AS size FROM published_post')
    return sizes.map((size) => {
      const found = rows.toSorted((a, b) => Math.abs(a.size - size) - Math.abs(b.size - size))[0]
      if (!found) throw new Error('There are no posts to be read.')
      return [size, found.slug] as const
    })
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

/** The child of this process that was started with a setting. */
function childWith(setting: string): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return Number(children.find((child) => readFileSync(`/proc/${child}/environ`, 'utf8').split('\0').includes(setting)))
}

/** Microseconds of the processor's time that a process has taken, in all its threads; null where the system does not tell. */
function processorOf(pid: number): number | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`).map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
    return threads.reduce((sum, told) => sum + Number(told.split(' ')[0]) / 1_000, 0)
  } catch {
    return null
  }
}

/** In MiB, as the system counts what is in memory. */
function memoryOf(pid: number): { present: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return { present: read('VmRSS'), peak: read('VmHWM') }
}
