import path from 'node:path'
import { buildApp } from '../../../scripts/build-app.ts'
import { stage } from '../../../scripts/progress.mjs'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../figures.ts'
import { buildNextApp } from '../next-app.ts'
import { startWorker } from '../start-worker.ts'
import { measureRendering, straightforward } from './measure-rendering.ts'
import type { Rendering } from './measure-rendering.ts'

/** How many times as many pages of 100 comments a second are made afresh as the straightforward way makes (DESIGN, section 5). */
const promisedTimes = 3

/** A page that is made afresh, beside the same page as one would write it first: straightforward/, a small app of the same framework on the same database. */
export async function reportRendering({ database, folder, sizes: { thread }, show, fail }: Bench) {
  const { url } = await cloneDatabase(database)
  const data = path.join(folder, 'rendered')
  const sizes = [100, 1_000, thread]
  await stage(`Writing threads of ${sizes.map(grouped).join(', ')}`, async () => {
    const worker = startWorker(url, data)
    for (const comments of sizes) await worker.chore('seed', { posts: 1, comments, pending: 0, decided: 0 })
    await worker.vacuum()
    await worker.end()
  })
  await buildApp()
  await stage('Building the straightforward app', () => buildNextApp(straightforward))
  const rows = await stage('Making pages', () => measureRendering({ databaseUrl: url, data, rounds: 5, seconds: 1.5, sizes }))
  show([
    ['Pages a second, made afresh', 'connections', 'comments', 'site', 'spread', 'straightforward', 'spread', 'times', 'site: ms of processor', 'straightforward', 'times'],
    ...rows.map(({ what, connections, site, plain }) => [
      what, String(connections), site.comments === plain.comments ? String(site.comments) : `${site.comments} and ${plain.comments}`, ...rateOf(site), ...rateOf(plain), times(site.perSecond, plain.perSecond),
      site.processor.toFixed(1), plain.processor.toFixed(1), times(plain.processor, site.processor),
    ]),
  ])
  show([['Bytes of a page', 'site', 'packed', 'straightforward', 'packed'], ...rows.filter(({ connections }) => connections === 1).map(({ what, site, plain }) => [what, ...[site.bytes, site.packed, plain.bytes, plain.packed].map(grouped)])])
  for (const { what, connections, promised, site, plain } of rows) {
    if (promised && site.perSecond < promisedTimes * plain.perSecond) fail(`${what} at ${connections} connections: ${times(site.perSecond, plain.perSecond)} times as many a second as the straightforward way; ${promisedTimes} is promised`)
  }
}

function rateOf({ perSecond, least, most }: Rendering): [string, string] {
  return [perSecond.toFixed(0), `${least.toFixed(0)}–${most.toFixed(0)}`]
}

function times(one: number, other: number): string {
  return (one / other).toFixed(1)
}
