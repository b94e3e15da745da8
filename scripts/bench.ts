import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Trouble } from '../lib/trouble.ts'
import { openBench } from '../tests/bench/bench.ts'
import type { Bench, BenchFindings, BenchSizes } from '../tests/bench/bench.ts'
import { reportDoors } from '../tests/bench/doors/report-doors.ts'
import { reportLarge } from '../tests/bench/large/report-large.ts'
import { reportLeaks } from '../tests/bench/leaks/report-leaks.ts'
import { reportLighthouse } from '../tests/bench/lighthouse/report-lighthouse.ts'
import { reportMemory } from '../tests/bench/memory/report-memory.ts'
import { reportQueue } from '../tests/bench/queue/report-queue.ts'
import { reportReaders } from '../tests/bench/readers/report-readers.ts'
import { reportRendering } from '../tests/bench/rendering/report-rendering.ts'
import { reportStaleness } from '../tests/bench/staleness/report-staleness.ts'
import { reportStart } from '../tests/bench/start/report-start.ts'
import { reportThreads } from '../tests/bench/threads/report-threads.ts'
import { reportWeight } from '../tests/bench/weight/report-weight.ts'
import { reportWriting } from '../tests/bench/writing/report-writing.ts'
import { startTestDatabase } from '../tests/setup/test-database.ts'
import { generateClient } from './generate-client.ts'
import { stage } from './progress.mjs'

process.noDeprecation = true

// Thousands of requests a second would be written between the figures.
process.env.LOG_LEVEL ??= 'warn'

/**
 * Measures what readers are sent and what long threads and queues cost, as ratios within one run: beside a bare server that sends the same
 * bytes, and beside the same thing where there is little, in turns. Ends with an exit code when a promise is broken, and says which.
 */
const parts: Record<string, (bench: Bench) => Promise<void>> = {
  readers: reportReaders,
  rendering: reportRendering,
  weight: reportWeight,
  threads: reportThreads,
  queue: reportQueue,
  writing: reportWriting,
  large: reportLarge,
  start: reportStart,
  memory: reportMemory,
  leaks: reportLeaks,
  lighthouse: reportLighthouse,
  doors: reportDoors,
  staleness: reportStaleness,
}

/** These take long, or fetch a tool of their own, and are measured when they are asked for by name. */
const long = ['large', 'memory', 'leaks', 'lighthouse', 'doors', 'staleness']

const usualSizes: BenchSizes = { waiting: 100_000, decided: 10_000, log: 100_000, thread: 10_000, posts: 10_000, repeat: 60 }

/** Where the figures are kept for programs. */
const kept = path.join(import.meta.dirname, '..', '.cache', 'bench.json')

const ending: (() => Promise<unknown> | void)[] = []

async function main(): Promise<BenchFindings> {
  const { sizes, chosen } = readOptions()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-bench-'))
  const atEnd = (stop: () => Promise<unknown> | void) => void ending.push(stop)
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  await generateClient()
  const { database, stop } = await stage('Starting a database', startTestDatabase)
  atEnd(stop)
  const { bench, findings } = openBench({ database, folder, sizes, atEnd })
  for (const part of chosen) await parts[part]?.(bench)
  return findings
}

function readOptions(): { sizes: BenchSizes; chosen: string[] } {
  const names = Object.keys(usualSizes) as (keyof BenchSizes)[]
  const { values, positionals } = parseArgs({ allowPositionals: true, options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) })
  const sizes = { ...usualSizes, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) }
  const all = Object.keys(parts)
  if (Object.values(sizes).some((size) => !Number.isInteger(size) || size < 1) || positionals.some((part) => !all.includes(part))) {
    throw new Trouble(`It is written so: bench ${all.map((part) => `[${part}]`).join(' ')} ${names.map((name) => `[--${name} N]`).join(' ')}.`)
  }
  return { sizes, chosen: all.filter((part) => (positionals.length === 0 ? !long.includes(part) : positionals.includes(part))) }
}

async function end() {
  for (const stop of ending.splice(0).reverse()) await stop()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end().finally(() => process.exit(130)))

main().then(async ({ tables, broken }) => {
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
