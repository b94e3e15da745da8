import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../../../scripts/build-app.ts'
import { stage } from '../../../scripts/progress.mjs'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../figures.ts'
import { failuresIn, startVisitors } from '../load/start-visitors.ts'
import type { VisitName } from '../load/visits.ts'
import { startWatchedSite } from '../load/watched-site.ts'
import { startWorker } from '../start-worker.ts'

/** Of the server process, in MiB: at rest, and whatever 64 connections ask of it at once. */
const promisedRest = 350
const promisedMost = 463

const connections = 64

/** What is asked for in turns, each with so many visits. */
const rushes: [what: string, names: VisitName[], visits: number][] = [
  ['long threads made afresh', ['an essay made afresh'], 300],
  ['essays to people who are signed in', ['an essay to a reader', 'an account'], 300],
  ['searches', ['a search', 'a search of a program'], 400],
  ['lists and feeds', ['a kept list', 'the front page made afresh', 'comments of a program'], 600],
  ['the desk', ['the desk', 'the queue', 'a decision'], 300],
  ['pictures', ['an image', 'an essay made afresh'], 80],
  ['replies and drafts', ['a reply', 'a draft of a reply', 'a preview'], 400],
  ['all of it again', ['an essay made afresh', 'a search', 'the desk', 'a kept list', 'an essay to a reader', 'a reply', 'what is not there'], 600],
]

const mebibyte = 1024 * 1024

/** What the server holds at rest, and while as many ask at once as 64 connections can, of long threads that are made for each of them. */
export async function reportMemory({ database, folder, sizes: { thread }, show, fail }: Bench) {
  const { url } = await cloneDatabase(database)
  const data = path.join(folder, 'memory')
  await stage(`Writing a thread of ${grouped(thread)}`, async () => {
    const worker = startWorker(url, data)
    for (const comments of [thread, 100]) await worker.chore('seed', { posts: 1, comments, pending: 300, decided: 0 })
    await worker.vacuum()
    await worker.end()
  })
  await buildApp()
  const site = await startWatchedSite(url, data)
  const visitors = startVisitors()
  try {
    await sleep(5_000)
    const rest = { ...site.memory(), resident: residentOf(site.pid).present }
    const rows: string[][] = []
    let from = 0
    await stage('Visiting', async (tell) => {
      for (const [what, names, count] of rushes) {
        tell(what)
        await site.forgetLimits()
        const watching = watchMost(site.memory)
        const began = performance.now()
        const rushed = await visitors.rush({ port: site.port, guests: site.guests, names, connections, visits: count, from })
        from += count
        const took = performance.now() - began
        for (const failure of failuresIn(rushed)) fail(`a visit failed: ${failure}`)
        const most = watching.end()
        const busy = Object.values(rushed).reduce((sum, statuses) => sum + (statuses[503] ?? 0), 0)
        rows.push([what, grouped(count), (count / (took / 1_000)).toFixed(1), grouped(busy), ...[most.server, most.others, most.together, residentOf(site.pid).present].map(mebibytes)])
      }
    })
    const held = await site.held()
    const { present, peak } = residentOf(site.pid)
    show([
      [`MiB with ${connections} connections`, 'visits', 'a second', 'turned away', 'server', 'its helpers', 'together', 'server, resident'],
      ['at rest', '', '', '', ...[rest.server, rest.others, rest.server + rest.others, rest.resident].map(mebibytes)],
      ...rows,
      ['after all this', '', '', '', '', '', '', mebibytes(present)],
      ['at most', '', '', '', '', '', '', mebibytes(peak)],
    ])
    show([['MiB in use after all this', ''], ...(['heapUsed', 'heapTotal', 'external', 'arrayBuffers', 'rss'] as const).map((name) => [name, mebibytes(held[name])])])
    if (rest.resident > promisedRest * mebibyte) fail(`the server holds ${mebibytes(rest.resident)} MiB at rest; ${promisedRest} is promised`)
    if (peak > promisedMost * mebibyte) fail(`the server holds ${mebibytes(peak)} MiB at most; ${promisedMost} is promised`)
  } finally {
    visitors.end()
    await site.stop()
  }
}

function mebibytes(bytes: number): string {
  return (bytes / mebibyte).toFixed(0)
}

/** What is in memory for a process, whether others have it as well or not: what is promised counts all of it. */
function residentOf(pid: number): { present: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024
  return { present: read('VmRSS'), peak: read('VmHWM') }
}

/** The most that was seen at one moment, four times a second. */
function watchMost(memory: () => { server: number; others: number }): { end: () => { server: number; others: number; together: number } } {
  const most = { server: 0, others: 0, together: 0 }
  const look = () => {
    const { server, others } = memory()
    most.server = Math.max(most.server, server)
    most.others = Math.max(most.others, others)
    most.together = Math.max(most.together, server + others)
  }
  const timer = setInterval(look, 250)
  return {
    end: () => {
      clearInterval(timer)
      look()
      return most
    },
  }
}
