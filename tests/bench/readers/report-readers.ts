import path from 'node:path'
import { buildApp } from '../../../scripts/build-app.ts'
import { stage } from '../../../scripts/progress.mjs'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { figuresOf, grouped, milliseconds } from '../figures.ts'
import { startWorker } from '../start-worker.ts'
import { measureReaders } from './measure-readers.ts'
import type { Rate } from './measure-readers.ts'

/** What anonymous readers are sent, beside the same bytes from a bare Node server: at least this share of its rate (DESIGN, section 5). */
const promisedShare = 0.6
/** How many times as many as of the framework's own cached page of the same text. */
const promisedTimes = 20
/**
 * The same behind nginx that keeps an answer for a second, beside a file of nginx. What asks takes as long for an answer as nginx does, so where small pages are
 * sent the rate is that of the asker: then it counts what nginx itself takes for one.
 */
const promisedBehind = 0.8
/** From a decision to the anonymous reader who is sent what it published, in milliseconds. */
const promisedSeen = 100
/** From the start of the server to its being ready in milliseconds, and what it holds at rest, in MiB. */
const promisedStart = 5_000
const promisedRest = 350

/** What anonymous readers get from the production server, in turns with a bare Node server, and with nginx where it is installed. */
export async function reportReaders({ database, folder, sizes: { thread }, show, fail }: Bench) {
  const { url } = await cloneDatabase(database)
  const data = path.join(folder, 'read')
  const sizes = [100, 1_000, thread]
  await stage(`Writing threads of ${sizes.map(grouped).join(', ')}`, async () => {
    const worker = startWorker(url, data)
    for (const comments of sizes) await worker.chore('seed', { posts: 1, comments, pending: comments === 100 ? 60 : 0, decided: 0 })
    await worker.vacuum()
    await worker.end()
  })
  await buildApp()
  const { rows, framework, decided, start, memory } = await stage('Reading', () => measureReaders({ databaseUrl: url, data, rounds: 3, seconds: 1.2, sizes }))
  const share = (rate: Rate | null, of: Rate | null) => (rate && of ? (rate.median / of.median).toFixed(2) : '')
  const each = ({ median, least, most }: Rate) => [grouped(median), `${grouped(least)}–${grouped(most)}`]
  const processor = (rate: Rate) => (rate.processor === null ? '' : milliseconds(rate.processor))
  const nginxFigures = (rate: Rate | null) => (rate ? [grouped(rate.median), processor(rate)] : ['', ''])
  const work = (rate: Rate | null, of: Rate | null) => (rate?.processor && of?.processor ? (of.processor / rate.processor).toFixed(2) : '')
  const hasNginx = rows.some(({ nginxFile }) => nginxFile)
  show([
    ['Requests a second', 'connections', 'site', 'spread', 'p95 ms', 'processor µs', 'bare Node', 'spread', 'processor µs', 'share', ...(hasNginx ? ['nginx, a file', 'processor µs', 'behind nginx', 'processor µs', 'share', 'by processor'] : [])],
    ...rows.map(({ what, connections, site, plain, nginxFile, nginxBefore }) => [
      what, String(connections), ...each(site), milliseconds(site.p95), processor(site), ...(plain ? [...each(plain), processor(plain), share(site, plain)] : ['', '', '', '']),
      ...(hasNginx ? [...nginxFigures(nginxFile), ...nginxFigures(nginxBefore), share(nginxBefore, nginxFile), work(nginxBefore, nginxFile)] : []),
    ]),
  ])
  const times = framework.site.median / framework.cached.median
  show([
    ['Requests a second', 'site', 'spread', "the framework's own cached page", 'spread', 'times'],
    ['a post with 100 comments, 16 connections', ...each(framework.site), ...each(framework.cached), times.toFixed(1)],
  ])
  show([
    ['Milliseconds', 'median', 'p95'],
    ...decided.flatMap(({ readers, answer, seen, seenElsewhere }) => ([
      [`a decision is answered${whileRead(readers)}`, answer], ['  its page is read by an anonymous reader', seen], ['  the same of another process', seenElsewhere],
    ] as const).map(([what, { median, p95 }]) => [what, milliseconds(median), milliseconds(p95)])),
    ['the server is ready', milliseconds(figuresOf(start).median), milliseconds(Math.max(...start))],
  ])
  show([['MiB of the server', ''], ['at rest', memory.rest.toFixed(0)], ['after all this', memory.after.toFixed(0)], ['at most', memory.peak.toFixed(0)]])
  for (const { what, connections, site, plain } of rows) {
    if (plain && connections === 16 && site.median < promisedShare * plain.median) fail(`${what} at ${connections} connections: ${share(site, plain)} of a bare Node server; ${promisedShare} is promised`)
  }
  for (const { what, connections, nginxFile, nginxBefore } of rows) {
    const [byRate, byWork] = [share(nginxBefore, nginxFile), work(nginxBefore, nginxFile)]
    if (byRate !== '' && connections === 16 && Math.max(Number(byRate), Number(byWork)) < promisedBehind) fail(`${what} behind nginx: ${byRate} of a file, ${byWork} by the processor; ${promisedBehind} is promised`)
  }
  if (times < promisedTimes) fail(`a post with 100 comments: ${times.toFixed(1)} times the framework's own cached page; ${promisedTimes} is promised`)
  for (const { readers, seen: { median } } of decided) {
    if (median > promisedSeen) fail(`a decision is seen after ${milliseconds(median)} ms${whileRead(readers)}; ${promisedSeen} is promised`)
  }
  if (figuresOf(start).median > promisedStart) fail(`the server starts in ${milliseconds(figuresOf(start).median)} ms; ${grouped(promisedStart)} is promised`)
  if (memory.rest > promisedRest) fail(`the server holds ${memory.rest.toFixed(0)} MiB at rest; ${promisedRest} is promised`)
}

function whileRead(readers: number): string {
  return readers > 0 ? ` while ${readers} others read all the time` : ''
}
