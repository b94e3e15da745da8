import path from 'node:path'
import pg from 'pg'
import { settings } from '#lib/env.ts'
import { pages } from '#lib/http/pages/page-address.ts'
import { buildApp } from '../../../scripts/build-app.ts'
import { prepareDataFolder } from '../../../scripts/data-folder.ts'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { loadDemoContent } from '../../../scripts/load-demo.ts'
import { stage } from '../../../scripts/progress.mjs'
import { serveSite } from '../../../scripts/serve-site.ts'
import { cloneDatabase } from '../../setup/clone-database.ts'
import { addressesOf, keysOf } from '../../staleness/addresses.ts'
import { addOneOfEach } from '../../staleness/one-of-each.ts'
import { sweep } from '../../staleness/sweep.ts'
import { TwoProcesses } from '../../staleness/two-processes.ts'
import type { Ask } from '../../staleness/ways.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../figures.ts'

/** Whether two processes on one database ever send anything stale: every page is compared with one that is made afresh, after every change that the database allows. */
export async function reportStaleness({ database, folder, show, fail, atEnd }: Bench) {
  const { url } = await cloneDatabase(database)
  const data = path.join(folder, 'staleness')
  Object.assign(process.env, { DATABASE_URL: url, AFTERWORD_DATA: data, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' })
  prepareDataFolder(data)
  await loadDemoContent(settings(), { url, embedded: true, close: async () => {} })
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  await addOneOfEach(pool)
  const ask: Ask = async (sql, values) => (await pool.query(sql, values)).rows
  const addresses = await addressesOf(ask, pages)
  const about = await keysOf(ask, addresses)
  await pool.end()
  await buildApp()
  const start = async () => {
    const port = await findFreePort()
    const site = await serveSite({ host: '127.0.0.1', port, environment: { AFTERWORD_ORIGIN: `http://127.0.0.1:${port}` } })
    atEnd(site.stop)
    return { url: site.url, port }
  }
  const processes = new TwoProcesses([await start(), await start()])
  const { tables, changes, silent, stale } = await stage('Changing everything in every way', () => sweep(url, processes, { addresses, about, all: true }))
  show([
    ['Staleness', 'tables', 'changes', 'pages', 'compared', 'of these others than before', 'stale'],
    ['in each of two processes', ...[tables.length, changes.length, addresses.length, processes.compared, processes.changed, stale.length].map(grouped)],
  ])
  for (const line of [...silent, ...stale]) fail(line)
}
