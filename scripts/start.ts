import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readEnvFile, settings, type Settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'
import { buildApp } from './build-app.ts'
import { databaseFolder, keepAuthSecret, prepareDataFolder } from './data-folder.ts'
import { isFolderInUse } from './embedded-postgres.ts'
import { generateClient } from './generate-client.ts'
import { discardUnfinishedDemo, loadDemoContent, type DemoPerson } from './load-demo.ts'
import { applyMigrations, pendingMigrations } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { stage } from './progress.mjs'

const root = path.join(import.meta.dirname, '..')
const development = process.argv.includes('--dev')

/** A request that runs when the server is asked to stop may take 15 s; then the server has a moment to leave. */
const stopSeconds = 18
const readySeconds = 60

/** What is running because of us, the newest last. */
const running: (() => Promise<void> | void)[] = []
const aborted = new AbortController()
let stopping: Promise<void> | undefined

/** Ends what we started, the newest first. A second signal changes nothing: it is usually the first one, twice. */
function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    aborted.abort()
    for (const end of running.reverse()) await end()
    process.exit(exitCode)
  })()
  return stopping
}

async function start() {
  readEnvFile()
  const given = settings()
  prepareDataFolder(given.AFTERWORD_DATA)
  await refuseSecondStart(given)
  await refuseTakenPort(given)
  await generateClient()

  const database = await stage('Starting the database', () => openDatabase(given))
  running.push(database.close)
  void database.ended?.then(() => fail('The database ended unexpectedly.'))

  Object.assign(process.env, {
    DATABASE_URL: database.url,
    AFTERWORD_DATA: given.AFTERWORD_DATA,
    AFTERWORD_ORIGIN: given.AFTERWORD_ORIGIN,
    AUTH_SECRET: given.AUTH_SECRET ?? keepAuthSecret(given.AFTERWORD_DATA),
    NEXT_TELEMETRY_DISABLED: '1',
  })
  if (database.embedded) await discardUnfinishedDemo(given, database.url)
  if ((await pendingMigrations(database.url)).length > 0) {
    await stage('Bringing the tables up to date', () => applyMigrations(database.url))
  }
  const people = await loadDemoContent(given, database)
  if (!development) await buildApp(aborted.signal)
  const server = await stage('Starting the site', () => serve(given))
  process.stdout.write(`Afterword is ready at ${addressOf(given)}\n`)
  process.stdout.write(explainSignIn(people))
  const [code] = await once(server, 'exit')
  if (!stopping) fail(`The site ended unexpectedly (${code ?? 'killed'}).`)
}

async function refuseSecondStart(given: Settings) {
  if (given.DATABASE_URL) return
  const folder = databaseFolder(given.AFTERWORD_DATA)
  if (await isFolderInUse(folder)) {
    throw new Trouble(
      `Another Afterword is using the data folder ${given.AFTERWORD_DATA}. Stop that one, or set AFTERWORD_DATA to another folder.`,
    )
  }
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

/** The server is in a session of its own, so that Ctrl-C reaches it through us, after its requests have a chance to end. */
async function serve(given: Settings): Promise<ChildProcess> {
  const args = ['--import', path.join(root, 'scripts', 'follow-parent.mjs'), path.join(root, 'server.ts')]
  const server = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PORT: String(given.PORT), HOST: given.HOST, NODE_ENV: development ? 'development' : 'production' },
  })
  running.push(() => endServer(server))
  for (let waited = 0; waited < readySeconds * 1000; waited += 50) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Trouble('The site could not be started; the reason stands above.')
    if (await isReady(given)) return server
    await sleep(50)
  }
  throw new Trouble(`The site does not get ready: ${addressOf(given)}/readyz says ${await sayReadiness(given)}`)
}

async function isReady(given: Settings) {
  return (await askReadiness(given))?.ok ?? false
}

async function sayReadiness(given: Settings) {
  const answer = await askReadiness(given)
  return answer ? `${answer.status} ${(await answer.text()).slice(0, 200)}` : 'nothing'
}

function askReadiness(given: Settings) {
  const options = { signal: AbortSignal.timeout(5000) }
  return fetch(`${addressOf(given)}/readyz`, options).catch(() => undefined)
}

function addressOf({ HOST, PORT }: Settings) {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
  return `http://${everywhere[HOST] ?? (HOST.includes(':') ? `[${HOST}]` : HOST)}:${PORT}`
}

async function endServer(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  const inTime = await Promise.race([ended.then(() => true), sleep(stopSeconds * 1000, false, { ref: false })])
  if (!inTime) server.kill('SIGKILL')
  await ended
}

function explainSignIn(people: DemoPerson[]) {
  if (people.length === 0) return 'A password is set with: npm run afterword -- user password --handle HANDLE\n'
  const width = Math.max(...people.map((person) => person.handle.length))
  const lines = people.map((person) => `  ${person.handle.padEnd(width)}  ${person.password}\n`)
  return `Sign in as one of these; the passwords are shown only now:\n${lines.join('')}`
}

/** One line for a known trouble, everything for a bug; then everything that runs is ended. */
function fail(error: unknown) {
  if (stopping) return
  const text = error instanceof Trouble || typeof error === 'string' ? String(error).replace(/^Trouble: /, '') : error
  process.stderr.write(`${text instanceof Error ? text.stack : String(text)}\n`)
  void stop(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
start().catch(fail)
