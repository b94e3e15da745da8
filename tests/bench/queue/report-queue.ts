import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { compare, comparePlans, makeBase, prepare, promisedRatio } from '../compare.ts'
import { grouped } from '../figures.ts'
import type { OperationName } from '../operations.ts'
import type { Worker } from '../start-worker.ts'

/** What costs the same however much waits. */
const promised: OperationName[] = ['the queue, first page', 'the desk, one card at a time', 'one decision']

/** What depends on how much was decided before. */
const ofTheLog: OperationName[] = ['like texts decided before', 'the log, first page', 'the desk, one card at a time', 'one decision', 'one submission']

const posts = 20
const shortQueue = 100

/** What the desk, a decision and a submission cost where much waits, much was decided, and many words are held. */
export async function reportQueue(bench: Bench) {
  // Imports the client, which may have been made just now.
  const { operations, ofSearch, ofThreads } = await import('../operations.ts')
  const { siteOperations } = await import('../large/site-operations.ts')
  const elsewhere: readonly string[] = [...ofThreads, ...ofSearch, ...Object.keys(siteOperations)]
  const names = (Object.keys(operations) as OperationName[]).filter((name) => !elsewhere.includes(name))
  const { waiting, decided, log } = bench.sizes
  const base = await stage(`Writing ${grouped(decided)} decisions`, () => makeBase(bench, { posts, comments: 30, pending: 0, decided }))
  const more = (pending: number, decisions = 0) => prepare(bench, base, { posts, comments: 0, pending, decided: decisions })
  const [short, words, long, logged] = await stage(`Writing ${grouped(waiting)} waiting texts, and ${grouped(log)} decisions`, () => Promise.all([
    more(shortQueue), more(shortQueue), more(waiting), more(shortQueue, log - decided),
  ]))
  const [few, many] = [{ name: `${shortQueue} waiting`, worker: short }, { name: `${grouped(waiting)} waiting`, worker: long }]
  await comparePlans(bench, names, few, many)
  await compare(bench, few, many, names, (name) => (promised.includes(name) ? promisedRatio : null))
  await stage('Setting 60,000 held words', () => words.chore('fill word list', { words: 60_000 }))
  await compare(bench, { name: `${grouped(decided)} decisions`, worker: short }, { name: `${grouped(log)} decisions`, worker: logged }, ofTheLog)
  await compare(bench, { name: 'no list', worker: short }, { name: '60,000 words', worker: words }, ['one submission'])
  await measureOnce(bench, long)
}

async function measureOnce({ sizes: { decided }, show }: Bench, long: Worker) {
  const lines = [['Once', 'seconds']]
  const add = async (name: string, duration: Promise<number>) => lines.push([name, ((await duration) / 1000).toFixed(1)])
  await add(`a rehearsal over ${grouped(Math.min(10_000, decided))} decisions`, long.chore('rehearse', {}))
  await add('a bulk of 500', long.chore('bulk', { size: 500 }))
  await add('its undo', long.chore('undo bulk', {}))
  show(lines)
}
