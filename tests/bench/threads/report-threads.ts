import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { compare, comparePlans, makeBase, prepare, promisedRatio } from '../compare.ts'
import { grouped } from '../figures.ts'
import type { OperationName } from '../operations.ts'

/** A page of a thread in reading order shows up to 200 comments, however many there are: a few times what one with 50 costs. */
const promisedOfThreads = 5

/** What shows no more of a long thread than of one with 50 comments costs the same. */
const ofLikeSize: OperationName[] = [
  'a thread, a page in the middle', 'a thread, newest first', 'a thread, by time', 'a thread, newest first, to this reader', 'a thread, the next new one of this reader',
  'a thread, newest first, to a moderator',
]

/** What reading and searching cost under an essay with few comments and under one with very many. */
export async function reportThreads(bench: Bench) {
  // Imports the client, which may have been made just now.
  const { ofSearch, ofThreads } = await import('../operations.ts')
  const { thread } = bench.sizes
  const base = await makeBase(bench, { posts: 20, comments: 30, pending: 0, decided: 0 })
  const [talk, longTalk] = await stage(`Writing a thread of ${grouped(thread)}`, () => Promise.all([
    prepare(bench, base, { posts: 1, comments: 50, pending: 0, decided: 0 }), prepare(bench, base, { posts: 1, comments: thread, pending: 0, decided: 0, levels: 1_000 }),
  ]))
  const [few, many] = [{ name: '50 comments', worker: talk }, { name: `${grouped(thread)} comments`, worker: longTalk }]
  await comparePlans(bench, ofThreads, few, many)
  await compare(bench, few, many, ofThreads, (name) => (ofLikeSize.includes(name) ? promisedRatio : promisedOfThreads))
  await comparePlans(bench, ofSearch, few, many)
  await compare(bench, few, many, ofSearch, (name) => (name === 'a search for a word of every second text' ? null : promisedOfThreads))
}
