import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../../../scripts/build-app.ts'
import { stage } from '../../../scripts/progress.mjs'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../figures.ts'
import { failuresIn, startVisitors } from '../load/start-visitors.ts'
import { visits } from '../load/visits.ts'
import type { VisitName } from '../load/visits.ts'
import { startWatchedSite } from '../load/watched-site.ts'
import type { WatchedSite } from '../load/watched-site.ts'
import { startWorker } from '../start-worker.ts'

/** Visits until everything was done often enough to be compiled and remembered, then between two looks, and how many looks there are. */
const warming = 5_000
const between = 2_500
const looks = 9
const connections = 12

/** In milliseconds: until what was cut off has been noticed on both sides. */
const settling = 3_000

/**
 * What may stay behind for good, for each visit: whatever is kept of one takes more than this. The memory that the system counts is let go of in
 * large pieces, and sways more.
 */
const mostLeft: Record<string, number> = { heap: 48, buffers: 96, memory: 1_024, things: 0.004 }

type Look = Record<string, number>

/** Whether the server grows for as long as it is used: everything that can be done with it, some twenty thousand times, with looks at what it holds. */
export async function reportLeaks({ database, folder, show, fail }: Bench) {
  const { url } = await cloneDatabase(database)
  const data = path.join(folder, 'leaks')
  await stage('Writing what is visited', async () => {
    const worker = startWorker(url, data)
    for (const comments of [400, 30, 5]) await worker.chore('seed', { posts: 1, comments, pending: 400, decided: 0 })
    await worker.vacuum()
    await worker.end()
  })
  await buildApp()
  const site = await startWatchedSite(url, data)
  const visitors = startVisitors()
  try {
    const seen: Look[] = []
    let made = 0
    await stage('Visiting', async (tell) => {
      for (let round = 0; round <= looks; round++) {
        await site.forgetLimits()
        const rushed = await visitors.rush({ port: site.port, guests: site.guests, names: rounds(), connections, visits: round === 0 ? warming : between, from: made })
        made += round === 0 ? warming : between
        for (const failure of failuresIn(rushed)) fail(`a visit failed: ${failure}`)
        await sleep(settling)
        if (round > 0) seen.push(await look(site))
        tell(`${grouped(made)} visits`)
      }
    })
    const names = Object.keys(seen[0] ?? {})
    const growths = new Map(names.map((name) => [name, growthOf(seen.map((each) => each[name] ?? 0)) / between]))
    show([
      ['After so many visits', ...names],
      ...seen.map((each, index) => [grouped(warming + (index + 1) * between), ...names.map((name) => shown(name, each[name] ?? 0))]),
      ['for each visit', ...names.map((name) => (growths.get(name) ?? 0).toFixed(4))],
      ['at most', ...names.map((name) => String(allowed(name)))],
    ])
    for (const [name, growth] of growths) if (growth > allowed(name)) fail(`of each visit ${growth.toFixed(4)} of ${name} stay behind; ${allowed(name)} is promised`)
  } finally {
    visitors.end()
    await site.stop()
  }
}

/** What is read most is visited most, and a picture, which takes a second to prepare, now and then. */
function rounds(): VisitName[] {
  const names = Object.keys(visits) as VisitName[]
  const usual = names.filter((name) => name !== 'an image')
  const often: VisitName[] = Array.from({ length: 12 }, (_, index) => (index % 3 === 0 ? 'a kept list' : 'a kept essay'))
  return [...usual, ...often, ...usual, ...often, 'an image']
}

async function look(site: WatchedSite): Promise<Look> {
  const { heapUsed, arrayBuffers, rss, counts, shared, timers, resources } = await site.held()
  return { heap: heapUsed, buffers: arrayBuffers, memory: rss, ...counts, ...shared, timers, resources, handles: site.handles(), connections: await site.connections() }
}

function allowed(name: string): number {
  return mostLeft[name] ?? mostLeft.things ?? 0
}

function shown(name: string, value: number): string {
  return name === 'heap' || name === 'buffers' || name === 'memory' ? `${(value / 1024 / 1024).toFixed(1)} MiB` : grouped(value)
}

/** From one look to the next: the median of all pairs, so that one look at a bad moment says nothing. */
function growthOf(values: number[]): number {
  const slopes = values.flatMap((before, at) => values.slice(at + 1).map((after, index) => (after - before) / (index + 1)))
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0
}
