import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { compare, comparePlans, makeBase, prepare, promisedRatio } from '../compare.ts'
import type { Site } from '../compare.ts'
import { grouped } from '../figures.ts'
import type { OperationName } from '../operations.ts'

/** A search among many texts may cost a few times what it does among few. */
const promisedOfSearch = 5

/** A short thread, as long as one page of the long one. */
const shortThread = 100

/** Where there is one dialogue of some hundred levels beside the rest: long enough for full pages, of the thread and of the dialogue. */
const deepThread = { comments: 1_000, levels: 400 }

/** What reading costs in short threads and in very long ones whose pages show as much, and what searching does. */
export async function reportThreads(bench: Bench) {
  // Imports the client, which may have been made just now.
  const { ofSearch, ofThreads } = await import('../operations.ts')
  const { thread } = bench.sizes
  const base = await makeBase(bench, { posts: 20, comments: 30, pending: 0, decided: 0 })
  const of = (comments: number, shape: { answers?: number; levels?: number }) => prepare(bench, base, { posts: 1, comments, pending: 0, decided: 0, ...shape })
  const [short, long, talk, longTalk] = await stage(`Writing threads of ${grouped(shortThread)}, ${grouped(deepThread.comments)} and ${grouped(thread)}`, () => Promise.all([
    of(shortThread, { answers: 1 }), of(thread, { answers: 1 }), of(deepThread.comments, { levels: deepThread.levels }), of(thread, { levels: 1_000 }),
  ]))
  const even: [Site, Site] = [{ name: `${shortThread} comments`, worker: short }, { name: `${grouped(thread)} comments`, worker: long }]
  const deep: [Site, Site] = [
    { name: `${grouped(deepThread.comments)} comments, ${deepThread.levels} levels`, worker: talk }, { name: `${grouped(thread)} comments, 1,000 levels`, worker: longTalk },
  ]
  for (const [few, many] of [even, deep]) {
    await compareSizes(bench, ofThreads, few, many)
    await comparePlans(bench, ofThreads, few, many)
    await compare(bench, few, many, ofThreads, () => promisedRatio)
  }
  const [few, many] = deep
  await comparePlans(bench, ofSearch, few, many)
  await compare(bench, few, many, ofSearch, (name) => (name === 'a search for a word of every second text' ? null : promisedOfSearch))
}

/** A page that shows more costs more: only pages that show as much are compared. */
async function compareSizes({ show, fail }: Bench, names: readonly OperationName[], few: Site, many: Site) {
  const lines = [['Comments on the page', few.name, many.name]]
  for (const name of names) {
    const [here, there] = [await few.worker.shownBy(name), await many.worker.shownBy(name)]
    // The next new one is a place, and no page.
    if (Number.isNaN(here)) continue
    lines.push([name, grouped(here), grouped(there)])
    if (there > here * 1.2) fail(`${name}: shows ${there} with ${many.name} and ${here} with ${few.name}, which is no comparison`)
  }
  show(lines)
}
