import { stage } from '../../scripts/progress.mjs'
import { cloneDatabase } from '../setup/clone-database.ts'
import type { TestDatabase } from '../setup/clone-database.ts'
import type { SampleSize } from '../../lib/samples/write-samples.ts'
import type { Bench } from './bench.ts'
import { figuresOf, grouped, milliseconds } from './figures.ts'
import type { OperationName } from './operations.ts'
import type { PlanCost } from './read-plan.ts'
import { startWorker } from './start-worker.ts'
import type { Worker } from './start-worker.ts'

/** What does not depend on how much there is costs at most this much more with more (the promise of the design). */
export const promisedRatio = 1.5

/** How many rows more a plan may read. */
const rowsAllowed = (short: number) => short * 3 + 2_000

/** Read in proportion to what is counted or found, by their nature; a submission to what its writer has sent before. */
const proportional: OperationName[] = ['groups of people', 'groups of hosts', 'searched for a common word', 'a search for a word of every second text', 'one submission']

/** Where operations are measured, and what is there more or less of. */
export type Site = { name: string; worker: Worker }

/** A database with texts and decisions, ready to be cloned again. */
export async function makeBase({ database, folder }: Bench, ...sizes: SampleSize[]): Promise<TestDatabase> {
  const base = await cloneDatabase(database)
  const worker = startWorker(base.url, folder)
  for (const size of sizes) await worker.chore('seed', size)
  await worker.end()
  return { server: database.server, template: new URL(base.url).pathname.slice(1) }
}

/** A clone of a database with more written into it, and a process that measures there. */
export async function prepare({ folder, atEnd }: Bench, base: TestDatabase, size: SampleSize): Promise<Worker> {
  const { url } = await cloneDatabase(base)
  const worker = startWorker(url, folder)
  atEnd(() => worker.end())
  await worker.chore('seed', size)
  await worker.vacuum()
  return worker
}

/**
 * A plan that reads a thousand times as much where there is a thousand times as much is found without a clock.
 * @param mayGrow what reads in proportion here, by its nature
 * @returns how each is done on the second site
 */
export async function comparePlans({ show, fail }: Bench, names: readonly OperationName[], few: Site, many: Site, mayGrow: readonly OperationName[] = []): Promise<Map<OperationName, PlanCost[]>> {
  const found = new Map<OperationName, PlanCost[]>()
  const lines = [['What', `rows read, ${few.name}`, many.name, 'most of them by']]
  for (const name of names) {
    const [short, long] = [await few.worker.plansOf(name), await many.worker.plansOf(name)]
    found.set(name, long)
    const sum = (plans: typeof short) => plans.reduce((rows, plan) => rows + plan.rows, 0)
    const worst = long.toSorted((a, b) => b.rows - a.rows)[0]
    lines.push([name, grouped(sum(short)), grouped(sum(long)), worst?.most ?? ''])
    if (sum(long) > rowsAllowed(sum(short)) && ![...proportional, ...mayGrow].includes(name)) {
      fail(`${name}: its plans read ${grouped(sum(long))} rows with ${many.name} and ${grouped(sum(short))} with ${few.name}, most by ${worst?.most}: ${worst?.statement.slice(0, 300)}`)
    }
  }
  show(lines)
  return found
}

/**
 * What operations cost on one site and on another, in turns, so that whatever else the machine does slows both.
 * @param mostOf how many times as much each may cost on the second; null where nothing is promised
 */
export async function compare({ sizes: { repeat }, show, fail }: Bench, few: Site, many: Site, names: readonly OperationName[], mostOf: (name: OperationName) => number | null = () => null) {
  const lines = [['Milliseconds', `${few.name}: median`, 'p95', `${many.name}: median`, 'p95', 'ratio of medians']]
  const durations = new Map(names.map((name) => [name, { few: [] as number[], many: [] as number[] }]))
  await stage(`Measuring ${repeat} times`, async () => {
    // The first rounds warm up.
    for (let round = -3; round < repeat; round++) {
      for (const name of names) {
        const first = round % 2 === 0
        const one = await (first ? few : many).worker.measure(name)
        const other = await (first ? many : few).worker.measure(name)
        if (round < 0) continue
        durations.get(name)?.few.push(first ? one : other)
        durations.get(name)?.many.push(first ? other : one)
      }
    }
  })
  for (const [name, measured] of durations) {
    const [here, there] = [figuresOf(measured.few), figuresOf(measured.many)]
    const ratio = there.median / here.median
    lines.push([name, milliseconds(here.median), milliseconds(here.p95), milliseconds(there.median), milliseconds(there.p95), ratio.toFixed(2)])
    const most = mostOf(name)
    if (most !== null && ratio > most) fail(`${name}: ${ratio.toFixed(2)} times what it costs with ${few.name}; ${most} is promised`)
  }
  show(lines)
}
