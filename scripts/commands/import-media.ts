import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countRemote, sayRemote } from '../../lib/exchange/pictures/count-remote.ts'
import { folderSource } from '../../lib/exchange/pictures/folder-source.ts'
import type { FileSource } from '../../lib/exchange/pictures/got-file.ts'
import { importMedia } from '../../lib/exchange/pictures/import-media.ts'
import { withoutWww } from '../../lib/exchange/pictures/picture-address.ts'
import { printMediaReport } from '../../lib/exchange/pictures/print-media-report.ts'
import { readHosts } from '../../lib/exchange/pictures/read-hosts.ts'
import type { NamedHosts } from '../../lib/exchange/pictures/read-hosts.ts'
import { serverSource } from '../../lib/exchange/pictures/server-source.ts'
import { Trouble } from '../../lib/trouble.ts'
import { stage } from '../progress.mjs'

const usage = 'import media [--from HOST|DIR] [--links] [--dry-run]'

/**
 * Takes the pictures of imported posts over from the old blog, or from a copy of its folder, and prints what was taken, what could not be had and why, and what
 * readers still get from elsewhere.
 */
export async function run(args: string[]) {
  const { from, links, dryRun } = readArguments(args)
  const named = await readHosts()
  if (named.pictures.size === 0) throw new Trouble('Nothing was imported yet. Bring the posts in first: import wxr FILE.')
  const { source, hosts } = placeOf(from, named)
  const report = await stage(dryRun ? 'Looking for pictures' : 'Taking pictures over', (tell) => importMedia({ source, hosts, links, dryRun, tell }))
  const remaining = sayRemote(await countRemote())
  process.stdout.write(printMediaReport(report, { dryRun, links }))
  process.stdout.write(remaining === null ? 'No picture of an imported text comes from elsewhere.\n' : `Pictures that readers still get from elsewhere: ${remaining}.\n`)
  if (dryRun) process.stdout.write('This was a dry run: nothing was asked for and nothing was written.\n')
}

/**
 * A folder, one of the hosts that the imports named, or the host to which the old blog has moved since; without any, all hosts that were named.
 */
function placeOf(from: string | undefined, named: NamedHosts): { source: FileSource; hosts: NamedHosts } {
  if (from === undefined) return { source: serverSource({ hosts: named.pictures }), hosts: named }
  if (statSync(from, { throwIfNoEntry: false })?.isDirectory()) return { source: folderSource(from), hosts: named }
  const host = hostIn(from)
  if (named.pictures.has(withoutWww(host))) {
    const pictures = new Set([withoutWww(host)])
    return { source: serverSource({ hosts: named.pictures }), hosts: { ...named, pictures } }
  }
  return { source: serverSource({ hosts: named.pictures, movedTo: host }), hosts: named }
}

function hostIn(from: string): string {
  const address = `https://${from.replace(/^https?:\/\//i, '').replace(/\/$/, '')}`
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.pathname !== '/' || url.search !== '' || url.username !== '' || !/[.:]/.test(url.host)) {
    throw new Trouble(`${from} is neither a folder nor a host. ${usage}`)
  }
  return url.host
}

function readArguments(args: string[]): { from: string | undefined; links: boolean; dryRun: boolean } {
  try {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, links: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } })
    return { from: values.from, links: values.links ?? false, dryRun: values['dry-run'] ?? false }
  } catch {
    throw new Trouble(`It is written so: ${usage}.`)
  }
}
