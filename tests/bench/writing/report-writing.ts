import path from 'node:path'
import { buildApp } from '../../../scripts/build-app.ts'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { stage } from '../../../scripts/progress.mjs'
import { serveSite } from '../../../scripts/serve-site.ts'
import type { Bench } from '../bench.ts'
import { makeBase } from '../compare.ts'
import { figuresOf, grouped, milliseconds } from '../figures.ts'
import type { OperationName } from '../operations.ts'
import { cloneDatabase } from '../../setup/clone-database.ts'
import { startWorker } from '../start-worker.ts'
import type { WritingCost } from '../worker.ts'
import { measureRates } from './measure-rates.ts'

/** Milliseconds at the database for a text that is sent, and for a decision. */
const promised = 10

/** Comments a second at eight connections, on two cores, as measured of others while this was designed. */
const others = { wordPress: 69, ghost: 42 }

const written: OperationName[] = ['one submission', 'one decision', 'one decision taken back']

/** What sending and deciding cost: at the database, and on the production server at eight connections. */
export async function reportWriting(bench: Bench) {
  const { folder, sizes: { repeat }, show, fail, atEnd } = bench
  const base = await stage('Writing texts that wait', () => makeBase(bench, { posts: 5, comments: 200, pending: 2_500, decided: 1_000 }))
  const { url } = await cloneDatabase(base)
  const worker = startWorker(url, folder)
  await worker.vacuum()
  const costs = new Map<OperationName, WritingCost[]>(written.map((name) => [name, []]))
  for (let round = -5; round < repeat; round++) {
    for (const name of written) {
      const cost = await worker.costOf(name)
      if (round >= 0) costs.get(name)?.push(cost)
    }
  }
  await worker.end()
  const lines = [['Writing', 'transactions', 'statements', 'ms at the database', 'p95', 'ms in all', 'p95']]
  for (const [name, all] of costs) {
    const [database, whole] = [figuresOf(all.map((cost) => cost.database)), figuresOf(all.map((cost) => cost.whole))]
    const most = (of: (cost: WritingCost) => number) => Math.max(...all.map(of))
    lines.push([
      name, String(most(({ transactions }) => transactions)), String(most(({ statements }) => statements)),
      milliseconds(database.median), milliseconds(database.p95), milliseconds(whole.median), milliseconds(whole.p95),
    ])
    if (most(({ transactions }) => transactions) > 1) fail(`${name}: takes more than one transaction`)
    if (database.median >= promised) fail(`${name}: ${milliseconds(database.median)} ms at the database; less than ${promised} are promised`)
  }
  show(lines)
  await buildApp()
  const port = await findFreePort()
  const site = await serveSite({
    host: '127.0.0.1', port,
    environment: { DATABASE_URL: url, AFTERWORD_DATA: path.join(folder, 'written'), AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' },
  })
  atEnd(site.stop)
  const rates = await stage('Sending and deciding at eight connections', () => measureRates({ url: site.url, databaseUrl: url, connections: 8, seconds: 3, rounds: 3 }))
  show([
    ['A second, at 8 connections', 'median', 'spread', 'p95 ms', 'WordPress', 'Ghost', 'times WordPress'],
    ...rates.map(({ what, rate, least, most, p95, compared }) => [
      what, grouped(rate), `${grouped(least)}–${grouped(most)}`, milliseconds(p95),
      ...(compared ? [String(others.wordPress), String(others.ghost), (rate / others.wordPress).toFixed(1)] : ['', '', '']),
    ]),
  ])
  await site.stop()
}
