import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Trouble } from '../lib/trouble.ts'
import { figuresOf, milliseconds, tableOf } from '../tests/bench/figures.ts'
import type { OperationName } from '../tests/bench/operations.ts'
import type { SampleSize } from '../lib/samples/write-samples.ts'
import { measureReaders } from '../tests/bench/readers/measure-readers.ts'
import type { Rate } from '../tests/bench/readers/measure-readers.ts'
import { startWorker } from '../tests/bench/start-worker.ts'
import type { Worker } from '../tests/bench/start-worker.ts'
import { promisedWeight, weighThread } from '../tests/bench/weigh-thread.ts'
import { cloneDatabase } from '../tests/setup/clone-database.ts'
import type { TestDatabase } from '../tests/setup/clone-database.ts'
import { startTestDatabase } from '../tests/setup/test-database.ts'
import { buildApp } from './build-app.ts'
import { generateClient } from './generate-client.ts'
import { stage } from './progress.mjs'

process.noDeprecation = true

/**
 * Measures what a long queue and a long thread cost, as ratios within one run: the same things on a database where 100 texts wait and
 * on one where 100,000 do, and under an essay with 50 comments and one with 10,000, in turns. Ends with an exit code when a promise is broken, and says which.
 */

/** What costs at most this much more with the long queue (the promise of the design), and how many rows more a plan may read. */
const promisedRatio = 1.5
const promised: OperationName[] = ['the queue, first page', 'the desk, one card at a time', 'one decision']
const rowsAllowed = (short: number) => short * 3 + 2_000

/** What depends on how much was decided before. */
const ofTheLog: OperationName[] = ['like texts decided before', 'the log, first page', 'the desk, one card at a time', 'one decision', 'one submission']

/** Read in proportion to what is counted or found, by their nature; a submission to what its writer has sent before. */
const proportional: OperationName[] = ['groups of people', 'groups of hosts', 'searched for a common word', 'a search for a word of every second text', 'one submission']

/** A page of a thread in reading order shows up to 200 comments, however many there are: a few times what one with 50 costs. */
const promisedOfThreads = 5

/** What shows no more of a long thread than of one with 50 comments costs no more than {@link promisedRatio}. */
const ofLikeSize: OperationName[] = [
  'a thread, a page in the middle', 'a thread, newest first', 'a thread, by time', 'a thread, newest first, to this reader', 'a thread, the next new one of this reader',
  'a thread, newest first, to a moderator',
]

const posts = 20
const shortQueue = 100

/** What anonymous readers are sent, beside the same bytes from a bare Node server: at least this share of its rate (DESIGN, section 5). */
const promisedShare = 0.6
/** From a decision to the anonymous reader who is sent what it published, in milliseconds. */
const promisedSeen = 100
/** From the start of the server to its being ready in milliseconds, and what it holds at rest, in MiB. */
const promisedStart = 5_000
const promisedRest = 350

const running: (() => Promise<void> | void)[] = []
const broken: string[] = []
const tables: (readonly (readonly string[])[])[] = []

/** What is measured. `npm run bench -- readers` measures what readers are sent; `queue` is what queues and threads cost in the database. */
const parts = ['readers', 'queue'] as const

/** Where the figures are kept for programs. */
const kept = path.join(import.meta.dirname, '..', '.cache', 'bench.json')

async function main() {
  const { waiting, decided, log, thread, repeat, chosen } = readOptions()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-bench-'))
  running.push(() => rmSync(folder, { recursive: true, force: true }))
  await generateClient()
  // Imports the client that was just made.
  const { operations, ofSearch, ofThreads } = await import('../tests/bench/operations.ts')
  const names = (Object.keys(operations) as OperationName[]).filter((name) => !([...ofThreads, ...ofSearch] as readonly string[]).includes(name))
  const { database, stop } = await stage('Starting a database', startTestDatabase)
  running.push(stop)
  if (chosen.includes('readers')) await reportReaders(database, folder, thread)
  if (!chosen.includes('queue')) return
  const base = await stage(`Writing ${grouped(decided)} decisions`, () => makeBase(database, folder, decided))
  const small = { pending: shortQueue, decided: 0 }
  const [short, words, long, logged] = await stage(`Writing ${grouped(waiting)} waiting texts, and ${grouped(log)} decisions`, () => Promise.all([
    prepare(base, folder, small), prepare(base, folder, small), prepare(base, folder, { pending: waiting, decided: 0 }), prepare(base, folder, { pending: shortQueue, decided: log - decided }),
  ]))
  const [talk, longTalk] = await stage(`Writing a thread of ${grouped(thread)}`, () => Promise.all([
    prepare(base, folder, { pending: 0, decided: 0, comments: 50, posts: 1 }), prepare(base, folder, { pending: 0, decided: 0, comments: thread, posts: 1, levels: 1_000 }),
  ]))
  await weigh(database, folder)
  await comparePlans([...ofThreads], 'thread', talk, longTalk)
  await compare('50 comments', talk, `${grouped(thread)} comments`, longTalk, [...ofThreads], repeat, (name) => (ofLikeSize.includes(name) ? promisedRatio : promisedOfThreads))
  await comparePlans([...ofSearch], 'thread', talk, longTalk)
  await compare('50 comments', talk, `${grouped(thread)} comments`, longTalk, [...ofSearch], repeat, (name) => (name === 'a search for a word of every second text' ? null : promisedOfThreads))
  await comparePlans(names, 'queue', short, long)
  await compare(`${shortQueue} waiting`, short, `${grouped(waiting)} waiting`, long, names, repeat, (name) => (promised.includes(name) ? promisedRatio : null))
  await stage('Setting 60,000 held words', () => words.chore('fill word list', { words: 60_000 }))
  await compare(`${grouped(decided)} decisions`, short, `${grouped(log)} decisions`, logged, ofTheLog, repeat)
  await compare('no list', short, '60,000 words', words, ['one submission'], repeat)
  await measureOnce(long, decided)
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}

function readOptions() {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { waiting: option, decided: option, log: option, thread: option, repeat: option } })
  const number = (given: string | undefined, usual: number) => (given === undefined ? usual : Number(given))
  const options = { waiting: number(values.waiting, 100_000), decided: number(values.decided, 10_000), log: number(values.log, 100_000), thread: number(values.thread, 10_000), repeat: number(values.repeat, 60) }
  const chosen = parts.filter((part) => positionals.length === 0 || positionals.includes(part))
  if (Object.values(options).some((value) => !Number.isInteger(value) || value < 1) || chosen.length < positionals.length) {
    throw new Trouble('It is written so: bench [readers] [queue] [--waiting N] [--decided N] [--log N] [--thread N] [--repeat N].')
  }
  return { ...options, chosen }
}

function show(lines: readonly (readonly string[])[]) {
  tables.push(lines)
  process.stdout.write(`\n${tableOf(lines)}\n`)
}

/** What anonymous readers get from the production server, in turns with a bare Node server, and with nginx where it is installed. */
async function reportReaders(empty: TestDatabase, folder: string, thread: number) {
  const { url } = await cloneDatabase(empty)
  const data = path.join(folder, 'read')
  const sizes = [100, 1_000, thread]
  await stage(`Writing threads of ${sizes.map(grouped).join(', ')}`, async () => {
    const worker = startWorker(url, data)
    for (const comments of sizes) await worker.chore('seed', { posts: 1, comments, pending: comments === 100 ? 60 : 0, decided: 0 })
    await worker.vacuum()
    await worker.end()
  })
  await buildApp()
  const { rows, decided, start, memory } = await stage('Reading', () => measureReaders({ databaseUrl: url, data, rounds: 3, seconds: 1.2, sizes }))
  const share = (rate: Rate | null, of: Rate | null) => (rate && of ? (rate.median / of.median).toFixed(2) : '')
  const each = ({ median, least, most }: Rate) => [grouped(Math.round(median)), `${grouped(Math.round(least))}–${grouped(Math.round(most))}`]
  const hasNginx = rows.some(({ nginxFile }) => nginxFile)
  show([
    ['Requests a second', 'connections', 'site', 'spread', 'p95 ms', 'bare Node', 'spread', 'share', ...(hasNginx ? ['nginx, a file', 'behind nginx', 'share'] : [])],
    ...rows.map(({ what, connections, site, plain, nginxFile, nginxBefore }) => [
      what, String(connections), ...each(site), milliseconds(site.p95), ...(plain ? [...each(plain), share(site, plain)] : ['', '', '']),
      ...(hasNginx ? [nginxFile ? grouped(Math.round(nginxFile.median)) : '', nginxBefore ? grouped(Math.round(nginxBefore.median)) : '', share(nginxBefore, nginxFile)] : []),
    ]),
  ])
  show([
    ['Milliseconds', 'median', 'p95'],
    ['a decision is answered', milliseconds(decided.answer.median), milliseconds(decided.answer.p95)],
    ['and its page is read by an anonymous reader', milliseconds(decided.seen.median), milliseconds(decided.seen.p95)],
    ['of another process', milliseconds(decided.seenElsewhere.median), milliseconds(decided.seenElsewhere.p95)],
    ['the server is ready', milliseconds(figuresOf(start).median), milliseconds(Math.max(...start))],
  ])
  show([['MiB of the server', ''], ['at rest', memory.rest.toFixed(0)], ['after all this', memory.after.toFixed(0)], ['at most', memory.peak.toFixed(0)]])
  for (const { what, connections, site, plain } of rows) {
    if (plain && connections === 16 && site.median < promisedShare * plain.median) broken.push(`${what} at ${connections} connections: ${share(site, plain)} of a bare Node server; ${promisedShare} is promised`)
  }
  if (decided.seen.median > promisedSeen) broken.push(`a decision is seen after ${milliseconds(decided.seen.median)} ms; ${promisedSeen} is promised`)
  if (figuresOf(start).median > promisedStart) broken.push(`the server starts in ${milliseconds(figuresOf(start).median)} ms; ${grouped(promisedStart)} is promised`)
  if (memory.rest > promisedRest) broken.push(`the server holds ${memory.rest.toFixed(0)} MiB at rest; ${promisedRest} is promised`)
}

async function makeBase(database: TestDatabase, folder: string, decided: number): Promise<TestDatabase> {
  const base = await cloneDatabase(database)
  const worker = startWorker(base.url, folder)
  await worker.chore('seed', { posts, comments: 30, pending: 0, decided })
  await worker.end()
  return { server: database.server, template: new URL(base.url).pathname.slice(1) }
}

async function prepare(base: TestDatabase, folder: string, size: Partial<SampleSize> & Pick<SampleSize, 'pending' | 'decided'>): Promise<Worker> {
  const { url } = await cloneDatabase(base)
  const worker = startWorker(url, folder)
  running.push(() => worker.end())
  await worker.chore('seed', { posts, comments: 0, ...size })
  await worker.vacuum()
  return worker
}

/** What a reader without an account is sent for a thread of a hundred comments, and what one of them takes of it. */
async function weigh(empty: TestDatabase, folder: string) {
  const { url } = await cloneDatabase(empty)
  const data = path.join(folder, 'weighed')
  const worker = startWorker(url, data)
  await worker.chore('seed', { posts: 1, comments: 100, pending: 0, decided: 0 })
  await worker.end()
  const weight = await stage('Weighing a thread of 100', () => weighThread(url, data))
  const ratio = weight.each / weight.wordpress
  show([
    ['Bytes for a reader', ''],
    [`a page of ${weight.comments} comments`, grouped(weight.page)], ['the same by gzip', grouped(weight.gzip)], ['the same by brotli', grouped(weight.brotli)],
    ['the module beside it, by gzip', grouped(weight.module)], ['one comment', grouped(Math.round(weight.each))], ['the same one by WordPress', grouped(Math.round(weight.wordpress))],
    ['ratio', ratio.toFixed(2)],
  ])
  if (ratio > promisedWeight) broken.push(`a comment weighs ${ratio.toFixed(2)} times what WordPress sends; ${promisedWeight} is promised`)
}

/** A plan that reads a thousand times as much in a queue a thousand times as long is found without a clock. */
async function comparePlans(names: OperationName[], what: 'queue' | 'thread', short: Worker, long: Worker) {
  const lines = [['What', `rows read, short ${what}`, `long ${what}`, 'most of them by']]
  for (const name of names) {
    const [few, many] = [await short.plansOf(name), await long.plansOf(name)]
    const sum = (plans: typeof few) => plans.reduce((rows, plan) => rows + plan.rows, 0)
    const worst = many.toSorted((a, b) => b.rows - a.rows)[0]
    lines.push([name, grouped(sum(few)), grouped(sum(many)), worst?.most ?? ''])
    if (sum(many) > rowsAllowed(sum(few)) && !proportional.includes(name)) {
      broken.push(`${name}: its plans read ${grouped(sum(many))} rows with the long ${what} and ${grouped(sum(few))} with the short one, most by ${worst?.most}: ${worst?.statement.slice(0, 300)}`)
    }
  }
  show(lines)
}

/** @param mostOf how many times as much each may cost with the second; null where nothing is promised */
async function compare(nameA: string, a: Worker, nameB: string, b: Worker, names: OperationName[], repeat: number, mostOf: (name: OperationName) => number | null = () => null) {
  const lines = [['Milliseconds', `${nameA}: median`, 'p95', `${nameB}: median`, 'p95', 'ratio of medians']]
  const durations = new Map(names.map((name) => [name, { a: [] as number[], b: [] as number[] }]))
  await stage(`Measuring ${repeat} times`, async () => {
    for (let round = -3; round < repeat; round++) {
      for (const name of names) {
        // In turns, so that whatever else the machine does slows both; the first rounds warm up.
        const first = round % 2 === 0
        const one = first ? await a.measure(name) : await b.measure(name)
        const other = first ? await b.measure(name) : await a.measure(name)
        if (round < 0) continue
        durations.get(name)?.a.push(first ? one : other)
        durations.get(name)?.b.push(first ? other : one)
      }
    }
  })
  for (const [name, measured] of durations) {
    const [here, there] = [figuresOf(measured.a), figuresOf(measured.b)]
    const ratio = there.median / here.median
    lines.push([name, milliseconds(here.median), milliseconds(here.p95), milliseconds(there.median), milliseconds(there.p95), ratio.toFixed(2)])
    const most = mostOf(name)
    if (most !== null && ratio > most) broken.push(`${name}: ${ratio.toFixed(2)} times what it costs with ${nameA}; ${most} is promised`)
  }
  show(lines)
}

async function measureOnce(long: Worker, decided: number) {
  const lines = [['Once', 'seconds']]
  const add = async (name: string, duration: Promise<number>) => lines.push([name, ((await duration) / 1000).toFixed(1)])
  await add(`a rehearsal over ${grouped(Math.min(10_000, decided))} decisions`, long.chore('rehearse', {}))
  await add('a bulk of 500', long.chore('bulk', { size: 500 }))
  await add('its undo', long.chore('undo bulk', {}))
  show(lines)
}

async function end() {
  for (const stop of running.splice(0).reverse()) await stop()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end().finally(() => process.exit(130)))

main().then(async () => {
  await end()
  const about = { at: new Date().toISOString(), node: process.version, processors: os.availableParallelism(), processor: os.cpus()[0]?.model ?? '' }
  mkdirSync(path.dirname(kept), { recursive: true })
  writeFileSync(kept, `${JSON.stringify({ ...about, tables, broken }, null, 2)}\n`)
  process.stdout.write(broken.length === 0 ? '\nEvery promise is kept.\n' : `\nBroken:\n${broken.map((line) => `- ${line}`).join('\n')}\n`)
  process.exit(broken.length === 0 ? 0 : 1)
}, async (error: unknown) => {
  await end().catch(() => {})
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
