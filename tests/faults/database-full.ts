import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { onServer } from '../setup/clone-database.ts'
import { startServer } from '../web/server-process.ts'
import { ask, newCanary } from './acts.ts'
import { proveAll } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { mountVolume } from './full-volume.ts'
import { openForm, send, sendInVain, sendKept, timesThere } from './open-form.ts'
import { serverOf, templateOf } from './stage.ts'
import type { Stage } from './stage.ts'

/** Megabytes: a database without essays takes some thirty. */
const volumeSize = 96

/** The volume that holds the tables of a site has no byte left. */
export async function fillTheDatabase({ random, folder, atEnd }: Faults, stage: Stage): Promise<Findings> {
  const findings = new Findings(
    'PostgreSQL without room', ['times full'], 'texts taken before it was noticed', 'texts sent in vain', 'of these kept in the answer', 'of these taken afterwards', 'pages read while full')
  const volume = mountVolume(volumeSize, path.join(folder, 'postgres', 'data'))
  if (typeof volume === 'string') {
    findings.skip(volume)
    return findings
  }
  atEnd(volume.remove)
  const server = serverOf(stage.postgres.url)
  const name = `afterword_full_${randomBytes(4).toString('hex')}`
  await onServer(server, `CREATE TABLESPACE ${name} LOCATION '${volume.folder}'`)
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${templateOf(stage.postgres.url)} TABLESPACE ${name} STRATEGY file_copy`)
  const database = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const site = await startServer({ database, port: await findFreePort() })
  atEnd(() => site.kill())
  const forms = await Promise.all(stage.readers.slice(0, 40).map((by) => openForm(site.url, by, stage.apart)))
  volume.fill()
  findings.count('times full')
  // Each table has some room left in its last page. Texts that cannot be packed use it up.
  const long = () => `${newCanary(random)} ${randomBytes(4_000).toString('hex')}`
  const vain: { form: (typeof forms)[number]; body: string; kept: string }[] = []
  for (const form of forms) {
    const body = long()
    const answer = vain.length === 0 ? await send(form, form.page, { body }) : null
    if (answer?.status === 200) await countTaken(database, body, findings)
    else vain.push({ form, body, kept: await sendInVain(form, body, findings) })
    if (vain.length === 4) break
  }
  findings.check(vain.length > 0, 'no text ever met a full volume')
  for (const address of [`/posts/${stage.apart.slug}`, '/', '/feed.xml', `/api/v1/posts/${stage.apart.slug}/comments`, '/sitemap.xml', `/people/${stage.author.handle}`, '/readyz']) {
    const answer = await ask(site.url + address)
    findings.count('pages read while full')
    findings.check(answer?.status === 200, `${address} answers ${answer?.status ?? 'nothing'} while the database is full`)
  }
  // Searches are counted, and nothing is let through uncounted: what cannot be written down is not looked for.
  const searched = await ask(`${site.url}/search?q=essay`)
  findings.check(searched !== null && [200, 503].includes(searched.status) && searched.body.includes('<h1'), `a search answers ${searched?.status ?? 'nothing'} while the database is full`)
  volume.empty()
  for (const { form, body, kept } of vain) await sendKept(database, form, kept, body, findings)
  await proveAll({ database, url: site.url, essay: stage.apart }, findings)
  await site.stop()
  return findings
}

/** There was room for it yet. */
async function countTaken(database: string, body: string, findings: Findings) {
  const count = await timesThere(database, body)
  findings.count('texts taken before it was noticed')
  findings.told(true, count)
  findings.check(count === 1, `a text that was taken while the volume was nearly full is there ${count} times`)
}
