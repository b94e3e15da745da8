import { createReadStream, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countRemote, sayRemote } from '../../lib/exchange/pictures/count-remote.ts'
import { importWxr } from '../../lib/exchange/import-wxr.ts'
import type { Added } from '../../lib/exchange/import-wxr.ts'
import { printReport } from '../../lib/exchange/print-report.ts'
import { WxrTrouble } from '../../lib/exchange/wxr-trouble.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'
import { stage } from '../progress.mjs'

const usage = 'import wxr FILE [--dry-run]'

/** Brings in a WordPress export and prints what it holds; with `--dry-run` the same report, and nothing is written. */
export async function run(args: string[]) {
  const { file, dryRun } = readArguments(args)
  const { report, added } = await bringIn(file, dryRun)
  process.stdout.write(`${printReport(report)}\n${dryRun ? 'This was a dry run: nothing was written.' : summaryOf(added)}\n`)
  if (!dryRun) await sayPictures()
}

/** Of everything that was imported so far, not of this file alone. */
async function sayPictures() {
  const remaining = sayRemote(await countRemote())
  if (remaining !== null) process.stdout.write(`Pictures that readers still get from elsewhere: ${remaining}. To take them over: npm run afterword -- import media\n`)
}

async function bringIn(file: string, dryRun: boolean) {
  try {
    return await stage(dryRun ? 'Reading the export' : 'Importing', () => importWxr(() => createReadStream(file), operator, { dryRun }))
  } catch (error) {
    if (error instanceof WxrTrouble) throw new Trouble(`${file}: ${error.message}`)
    throw error
  }
}

function readArguments(args: string[]): { file: string; dryRun: boolean } {
  const { values, positionals } = parse(args)
  const [file, more] = positionals
  if (!file || more) throw new Trouble(`Which file? ${usage}`)
  checkFile(file)
  return { file, dryRun: values['dry-run'] ?? false }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { 'dry-run': { type: 'boolean' } }, allowPositionals: true })
  } catch {
    throw new Trouble(`It is written so: ${usage}.`)
  }
}

function checkFile(file: string) {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Trouble(`There is no file ${file}.`)
  if (!found.isFile()) throw new Trouble(`${file} is not a file.`)
}

function summaryOf({ takenPaths, ...counts }: Added): string {
  const parts = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
  const written = parts.length > 0 ? `Added: ${parts.join(', ')}.` : 'Added nothing: all of it was here already.'
  if (takenPaths.length === 0) return written
  const shown = takenPaths.slice(0, 20).join(', ') + (takenPaths.length > 20 ? ' and more' : '')
  return `${written}\nOld addresses that lead to other posts here, and still do: ${shown}.`
}
