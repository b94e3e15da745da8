import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { compare, comparePlans, makeBase, promisedRatio } from '../compare.ts'
import type { Site } from '../compare.ts'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { TestDatabase } from '../../setup/clone-database.ts'
import { grouped } from '../figures.ts'
import type { OperationName } from '../operations.ts'
import type { PlanCost } from '../read-plan.ts'
import { startWorker } from '../start-worker.ts'
import { fillLarge, fillSmall } from './fill-large.ts'

/** What moderators and writers wait for, which has to do with one text and not with how many there are. */
const ofTheDesk: OperationName[] = [
  'the queue, first page', 'the desk, one card at a time', 'the desk, as a list', 'one decision', 'one decision taken back', 'one submission',
  'like texts decided before', 'the log, first page',
]

/** By their nature in proportion to what is found, to all that is public, or to what one person wrote or was told, and one work was written about. */
const inProportion: OperationName[] = [
  'a search for a word of every second text', 'a search, newest first', 'the sitemap', 'like texts decided before', 'notifications', 'the conversation about a work',
  'an author', 'the feed of an author', 'a reader who wrote much',
]

/** What there is a million of, or tens of thousands. Essays, their counts and their tags may be gone through. */
const large = ['comment', 'comment_revision', 'comment_search', 'review_item', 'decision', 'notice', 'audit_event', 'thread_visit', 'follow', 'person']

/** A search may cost a few times what it does on a small site. */
const promisedOfSearch = 5

/** The same thread and the same queue on a small site and among ten thousand posts with a million comments, and all pages around them. */
export async function reportLarge(bench: Bench) {
  // Imports the client, which may have been made just now.
  const { ofSearch, ofThreads } = await import('../operations.ts')
  const { siteOperations } = await import('./site-operations.ts')
  const { posts } = bench.sizes
  const base = await stage('Writing a small site', () => makeSmall(bench))
  const few: Site = { name: 'small site', worker: (await open(bench, base)).worker }
  const large = await open(bench, base)
  const began = performance.now()
  await stage(`Adding ${grouped(posts)} posts with ${grouped(posts * 100)} comments`, () => fillLarge(large.url, { posts }))
  bench.show([['Once', 'seconds'], [`writing ${grouped(posts)} posts with ${grouped(posts * 100)} comments`, ((performance.now() - began) / 1000).toFixed(0)]])
  const many: Site = { name: `${grouped(posts * 100)} comments`, worker: large.worker }
  await few.worker.vacuum()
  const ofTheSite = Object.keys(siteOperations) as OperationName[]
  for (const names of [ofThreads, ofTheDesk, [...ofTheSite, ...ofSearch]] as const) {
    const plans = await comparePlans(bench, names, few, many, [...inProportion, ...ofSearch])
    failWalks(bench, plans)
    await compare(bench, few, many, names, (name) => (inProportion.includes(name) ? null : ofSearch.includes(name as (typeof ofSearch)[number]) ? promisedOfSearch : promisedRatio))
  }
}

/** A large table is nowhere read from one end to the other. */
function failWalks({ fail }: Bench, plans: Map<OperationName, PlanCost[]>) {
  for (const [name, costs] of plans) {
    const walk = costs.find(({ walked }) => walked.some((table) => large.includes(table)))
    if (walk && !inProportion.includes(name)) fail(`${name}: goes through all of ${walk.walked.join(' and ')}: ${walk.statement.slice(0, 300)}`)
  }
}

async function makeSmall(bench: Bench): Promise<TestDatabase> {
  const base = await makeBase(bench, { posts: 20, comments: 30, pending: 100, decided: 1_000 }, { posts: 1, comments: 2_000, pending: 0, decided: 0, levels: 300 })
  await fillSmall(withDatabase(base))
  return base
}

function withDatabase({ server, template }: TestDatabase): string {
  const url = new URL(server)
  url.pathname = `/${template}`
  return url.href
}

async function open({ folder, atEnd }: Bench, base: TestDatabase) {
  const { url } = await cloneDatabase(base)
  const worker = startWorker(url, folder)
  atEnd(() => worker.end())
  return { url, worker }
}
