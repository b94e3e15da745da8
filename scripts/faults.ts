import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Trouble } from '../lib/trouble.ts'
import { Findings } from '../tests/faults/faults.ts'
import { longSizes } from '../tests/faults/sizes.ts'
import { tellAll } from '../tests/faults/tell-all.ts'
import { generateClient } from './generate-client.ts'

process.noDeprecation = true

/**
 * Does to a running site what happens to machines: kills it, takes its database and its mail server away, moves its clock, and puts a new build in its place,
 * while people write and moderators decide. Prints what was done and found, and ends with an exit code when anything was lost, done twice or shown.
 * `npm run test:faults -- kills mail` tries some, `--kills 20` fewer of them, and `AFTERWORD_SEED=7` the same ones again.
 */
const ending: (() => Promise<unknown> | void)[] = []

async function main(): Promise<Findings[]> {
  await generateClient()
  // It has the client at hand.
  const { beginFaults, parts } = await import('../tests/faults/run-faults.ts')
  const { sizes, chosen } = readOptions(Object.keys(parts))
  const seed = Number(process.env.AFTERWORD_SEED) || Math.floor(Math.random() * 2 ** 31)
  process.stdout.write(`AFTERWORD_SEED=${seed}\n`)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-faults-'))
  const atEnd = (stop: () => Promise<unknown> | void) => void ending.push(stop)
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const began = performance.now()
  const say = (line: string) => void process.stdout.write(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${line}\n`)
  const running = await beginFaults({ seed, sizes, folder, say, atEnd }, chosen)
  const all = await Promise.all(Object.keys(parts).flatMap((name) => running[name]?.catch((error: unknown) => unfinished(name, error, say)) ?? []))
  say('All is done.')
  for (const findings of all) process.stdout.write(`\n${findings.table()}\n`)
  return all
}

/** What ends with an error proves nothing. The others go on. */
function unfinished(name: string, error: unknown, say: (line: string) => void): Findings {
  const findings = new Findings(name, [])
  findings.fail(`could not be brought to its end: ${error instanceof Error ? error.stack : String(error)}`)
  say(findings.broken.join())
  return findings
}

function readOptions(all: string[]) {
  const names = Object.keys(longSizes) as (keyof typeof longSizes)[]
  const { values, positionals } = parseArgs({ allowPositionals: true, options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) })
  const sizes = { ...longSizes, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) }
  if (Object.values(sizes).some((size) => !Number.isInteger(size) || size < 0) || positionals.some((part) => !all.includes(part))) {
    throw new Trouble(`It is written so: test:faults -- ${all.map((part) => `[${part}]`).join(' ')} ${names.map((name) => `[--${name} N]`).join(' ')}.`)
  }
  return { sizes, chosen: positionals.length > 0 ? positionals : all }
}

async function end() {
  for (let stop = ending.pop(); stop; stop = ending.pop()) await Promise.resolve().then(stop).catch(() => {})
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end().finally(() => process.exit(130)))

main().then(async (all) => {
  await end()
  const [broken, skipped] = [all.flatMap((each) => each.broken), all.flatMap((each) => each.skipped)]
  process.stdout.write(`\n${tellAll(all)}\n\n`)
  for (const line of all.flatMap(({ noted }) => noted)) process.stdout.write(`To be looked at: ${line}\n`)
  for (const line of skipped) process.stdout.write(`Not tried: ${line}\n`)
  process.stdout.write(broken.length === 0 ? '\nNothing was lost, nothing happened twice, nothing was shown.\n' : `\nBroken:\n${[...new Set(broken)].map((line) => `- ${line}`).join('\n')}\n`)
  process.exit(broken.length === 0 ? 0 : 1)
}, async (error: unknown) => {
  await end()
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
