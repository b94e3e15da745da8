import net from 'node:net'
import { readEnvFile, settings, type Settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'
import { refuseUnfinishedRestore } from './backup/unfinished-restore.ts'
import { buildApp, isBuilt } from './build-app.ts'
import { databaseFolder, keepAuthSecret, noteOrigin, prepareDataFolder } from './data-folder.ts'
import { isFolderInUse } from './embedded-postgres.ts'
import { generateClient } from './generate-client.ts'
import { isEmpty, loadDemoContent, settleUnfinishedDemo, type DemoPerson } from './load-demo.ts'
import { applyMigrations, pendingMigrations } from './migrate.ts'
import { openDatabase, type OpenDatabase } from './open-database.ts'
import { stage, step } from './progress.mjs'
import { prepareSite } from './serve-site.ts'
import type { ComingSite } from './serve-site.ts'

// Prisma's adapter uses pg in a way that pg warns of, at whoever runs the product.
process.noDeprecation = true

const development = process.argv.includes('--dev')

/** What is running because of us, in the order in which it is ended: the site before its database. */
const running: (() => Promise<void>)[] = []
const building = new AbortController()
let stopping: Promise<void> | undefined

/** Demo people whose passwords nobody has seen yet. */
let untold: DemoPerson[] = []

async function start() {
  readEnvFile()
  const given = settings()
  prepareDataFolder(given.AFTERWORD_DATA)
  await refuseSecondStart(given)
  await refuseTakenPort(given)
  await step('client', generateClient)
  // Nearly always nothing has changed: then the site loads itself while its database starts.
  const early = development || (await step('build', isBuilt)) ? bringSite(given) : null

  const database = await stage(given.DATABASE_URL ? 'Reaching the database' : 'Starting the database', () => openDatabase(given))
  running.push(database.close)
  void database.ended?.then(() => fail(new Trouble('The database ended unexpectedly.')))
  const rest = announceSettings(given, database)

  await step('tables', () => fillDatabase(given, database))
  if (!early) await buildApp(building.signal)
  const site = await stage('Starting the site', () => (early ?? bringSite(given)).serve(rest))
  const hint = explainSignIn(await isEmpty(database.url))
  noteOrigin(given.AFTERWORD_DATA, given.AFTERWORD_ORIGIN)
  process.stdout.write(`Afterword is ready at ${site.url}\n`)
  if (!tellPasswords()) process.stdout.write(hint)
  await site.ended
  fail(new Trouble('The site ended unexpectedly.'))
}

function bringSite({ HOST, PORT }: Settings): ComingSite {
  const site = prepareSite({ host: HOST, port: PORT, development })
  running.unshift(site.stop)
  return site
}

async function refuseSecondStart(given: Settings) {
  if (given.DATABASE_URL || !(await isFolderInUse(databaseFolder(given.AFTERWORD_DATA)))) return
  throw new Trouble(
    `Another Afterword is using the data folder ${given.AFTERWORD_DATA}. Stop that one, or set AFTERWORD_DATA to another folder.`,
  )
}

async function refuseTakenPort({ HOST, PORT }: Settings) {
  const probe = net.createServer()
  const problem = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    probe.once('error', resolve)
    probe.listen(PORT, HOST, () => probe.close(() => resolve(undefined)))
  })
  if (!problem) return
  if (problem.code === 'EADDRINUSE') throw new Trouble(`Port ${PORT} on ${HOST} is in use. Stop what uses it, or set PORT to another one.`)
  if (problem.code === 'EACCES') throw new Trouble(`Port ${PORT} may not be used by this user. Set PORT to one above 1023.`)
  throw new Trouble(`Afterword cannot listen on ${HOST} port ${PORT} (${problem.code}). Correct HOST or PORT.`)
}

/**
 * From here on `env()` is complete in this process and in those that it starts.
 * @returns what those lack that were started before
 */
function announceSettings(given: Settings, database: OpenDatabase): Record<string, string> {
  const rest = {
    DATABASE_URL: database.url,
    AFTERWORD_DATA: given.AFTERWORD_DATA,
    AFTERWORD_ORIGIN: given.AFTERWORD_ORIGIN,
    AUTH_SECRET: given.AUTH_SECRET ?? keepAuthSecret(given.AFTERWORD_DATA),
  }
  Object.assign(process.env, rest, { NEXT_TELEMETRY_DISABLED: '1' })
  return rest
}

async function fillDatabase(given: Settings, database: OpenDatabase) {
  await refuseUnfinishedRestore(database.url)
  await settleUnfinishedDemo(given, database)
  if ((await pendingMigrations(database.url)).length > 0) {
    await stage('Bringing the tables up to date', () => applyMigrations(database.url))
  }
  untold = await loadDemoContent(given, database)
}

function explainSignIn(nobodyYet: boolean) {
  if (nobodyYet) return 'To make the first administrator: npm run afterword -- user create --handle HANDLE --role administrator\n'
  return 'To set a password: npm run afterword -- user password --handle HANDLE\n'
}

/**
 * Their passwords are kept nowhere, so they are printed also when this start ends before the site is ready.
 * @returns whether there were any to tell
 */
function tellPasswords(): boolean {
  const people = untold
  untold = []
  if (people.length === 0) return false
  const width = Math.max(...people.map((person) => person.handle.length))
  const lines = people.map((person) => `  ${person.handle.padEnd(width)}  ${person.password}\n`)
  process.stdout.write(`Sign in as one of these; the passwords are shown only now:\n${lines.join('')}`)
  return true
}

/** One line for a known trouble, everything for a bug; then everything that runs is ended. */
function fail(error: unknown) {
  if (stopping) return
  const text = error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  void stop(1)
}

/** Ends what we started. A second signal changes nothing: it is usually the first one, twice. */
function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    building.abort()
    tellPasswords()
    for (const end of running) await end()
    process.exit(exitCode)
  })()
  return stopping
}

// A terminal that is gone must not keep us from ending what runs.
process.stdout.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
start().catch(fail)
