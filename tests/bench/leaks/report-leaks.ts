import { rmSync } from 'node:fs'
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
import { growthOf, judge } from './growth.ts'
import type { Growth, Point } from './growth.ts'
import { grownBetween, holdersOfNew, readSnapshot } from './snapshot.ts'

/** Visits until everything was done often enough to be compiled and remembered, then between two looks, and how many looks there are. */
const warming = 4_000
const between = 1_000
const looks = 9
const connections = 12

/** In milliseconds: connections to the database rest for ten seconds before they end, and each has with it what it was made for. */
const settling = 12_000

/** What may stay behind for good, for each visit: whatever is kept of one takes more than this. */
const mostLeft: Record<string, number> = { heap: 48, buffers: 96, memory: 2_048, things: 0.01 }

/** What the system counts goes back to it in pieces of a hundred megabytes, so only what grows for sure is held against it. */
const swaying = ['memory']

/** What is kept of every visit on purpose, in bytes, to see it found. */
const planted = Number(process.env.AFTERWORD_PLANTED ?? 0)

type Look = Record<string, number>

/** Whether the server grows for as long as it is used: everything that can be done with it, some thirteen thousand times, with looks at what it holds. */
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
  const site = await startWatchedSite(url, data, planted)
  const visitors = startVisitors()
  const seen: { visits: number; look: Look }[] = []
  let snapshots: [before: string, after: string] = ['', '']
  try {
    let made = 0
    const visit = async (count: number) => {
      await site.forgetLimits()
      const rushed = await visitors.rush({ port: site.port, guests: site.guests, names: rounds(), connections, visits: count, from: made })
      made += count
      for (const failure of failuresIn(rushed)) fail(`a visit failed: ${failure}`)
      await site.emptyPages()
      await sleep(settling)
    }
    await stage('Visiting', async (tell) => {
      await visit(warming)
      snapshots = [await site.snapshot(), '']
      for (let round = 0; round < looks; round++) {
        await visit(between)
        seen.push({ visits: made, look: await look(site) })
        tell(`${grouped(made)} visits`)
      }
      snapshots = [snapshots[0], await site.snapshot()]
    })
  } finally {
    visitors.end()
    await site.stop()
  }
  judgeLooks(seen, show, fail)
  await stage('Comparing what is there', () => Promise.resolve(showGrowth(snapshots, looks * between, show)))
  for (const file of snapshots) rmSync(file, { force: true })
}

function judgeLooks(seen: readonly { visits: number; look: Look }[], show: Bench['show'], fail: Bench['fail']) {
  const names = Object.keys(seen[0]?.look ?? {})
  const growths = new Map(names.map((name): [string, Growth] => [name, growthOf(seen.map(({ visits: count, look: found }): Point => ({ visits: count, value: found[name] ?? 0 })))]))
  const row = (title: string, value: (growth: Growth) => number) => [title, ...names.map((name) => digits(value(growths.get(name) ?? { likeliest: 0, least: 0, most: 0 })))]
  show([
    ['After so many visits', ...names],
    ...seen.map(({ visits: count, look: found }) => [grouped(count), ...names.map((name) => shown(name, found[name] ?? 0))]),
    row('for each visit', ({ likeliest }) => likeliest),
    row('at least', ({ least }) => least),
    row('at most', ({ most }) => most),
    ['allowed', ...names.map((name) => String(allowed(name)))],
  ])
  for (const [name, growth] of growths) {
    const verdict = judge(growth, allowed(name))
    const between = `${digits(growth.least)} to ${digits(growth.most)}`
    if (verdict === 'broken') fail(`of each visit ${between} of ${name} stay behind; ${allowed(name)} is promised`)
    if (verdict === 'open' && !swaying.includes(name)) fail(`of each visit ${between} of ${name} stay behind, which does not show whether it is more than the ${allowed(name)} that are promised; a quieter machine may`)
  }
}

/** What there is more of than before, and by whom what was made since is held: here a leak has its name. */
function showGrowth([before, after]: [string, string], count: number, show: Bench['show']) {
  const [first, last] = [readSnapshot(before), readSnapshot(after)]
  show([
    [`Grown in ${grouped(count)} visits`, 'things', 'bytes', 'bytes a visit'],
    ...grownBetween(first, last).slice(0, 8).map(({ kind, count: things, bytes }) => [kind, grouped(things), grouped(bytes), digits(bytes / count)]),
  ])
  show([
    ['Made in them and held by', 'mostly', 'things', 'bytes', 'bytes a visit'],
    ...holdersOfNew(first, last).slice(0, 8).map(({ holder, most, count: things, bytes }) => [holder, most, grouped(things), grouped(bytes), digits(bytes / count)]),
  ])
}

/** What is read most is visited most, and a picture, which takes a second to prepare, now and then. */
function rounds(): VisitName[] {
  const names = Object.keys(visits) as VisitName[]
  const usual = names.filter((name) => name !== 'an image')
  const often: VisitName[] = Array.from({ length: 12 }, (_, index) => (index % 3 === 0 ? 'a kept list' : 'a kept essay'))
  return [...usual, ...often, ...usual, ...often, 'an image']
}

async function look(site: WatchedSite): Promise<Look> {
  const { heapUsed, code, arrayBuffers, rss, counts, shared, timers, resources } = await site.held()
  return { heap: heapUsed - code, buffers: arrayBuffers, memory: rss, ...counts, ...shared, timers, resources, handles: site.handles(), connections: await site.connections() }
}

function allowed(name: string): number {
  return mostLeft[name] ?? mostLeft.things ?? 0
}

const inBytes = ['heap', 'buffers', 'memory']

function shown(name: string, value: number): string {
  return inBytes.includes(name) ? `${(value / 1024 / 1024).toFixed(2)} MiB` : grouped(value)
}

function digits(value: number): string {
  return Math.abs(value) >= 1 ? value.toFixed(1) : value.toFixed(4)
}
