import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { settingNames, settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'
import { cloneDatabase, type TestDatabase } from '../tests/setup/clone-database.ts'
import { startTestDatabase } from '../tests/setup/test-database.ts'
import { buildApp } from './build-app.ts'
import { prepareDataFolder } from './data-folder.ts'
import { findFreePort } from './embedded-postgres.ts'
import { findBrowser } from './find-browser.ts'
import { generateClient } from './generate-client.ts'
import { loadDemoContent } from './load-demo.ts'
import { stage } from './progress.mjs'
import { serveSite } from './serve-site.ts'
import { countPlaywright, countVitest, failuresOf, type Count } from './test-counts.ts'

// Prisma's adapter uses pg in a way that pg warns of, at whoever runs the product.
process.noDeprecation = true

const root = path.join(import.meta.dirname, '..')
const parts = ['types', 'unit', 'e2e'] as const

/** `npm test -- unit comments` runs one part, and of it the files whose path holds the word; without words everything runs. */
const words = process.argv.slice(2)
const chosen = parts.filter((part) => words.includes(part))
const patterns = words.filter((word) => !parts.some((part) => part === word))

const running: (() => Promise<void> | void)[] = []
const aborted = new AbortController()
let ending: Promise<void> | undefined

async function main() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-run-'))
  running.push(() => rmSync(folder, { recursive: true, force: true }))
  await generateClient()

  const counts: Count[] = []
  // First, because many test files would wait for it, and it writes types that are checked.
  if (patterns.length === 0 && (wants('unit') || wants('e2e'))) counts.push(await attempt('The build', buildForAll))
  // Beside the tests, which wait for a database half of the time.
  const types = wants('types') ? attempt('The type check', checkTypes) : undefined
  if (wants('unit') || wants('e2e')) {
    const { database, stop } = await stage('Starting a database for the tests', startTestDatabase)
    running.push(stop)
    const unit = wants('unit') ? attempt('Vitest', () => runVitest(database, path.join(folder, 'vitest.json'))) : undefined
    // Beside them as well: it waits for one answer of the database after the other.
    const demo = wants('e2e') ? loadDemo(database, folder) : undefined
    // It may have to be installed.
    const browser = wants('e2e') ? findBrowser() : undefined
    demo?.catch(() => {})
    browser?.catch(() => {})
    if (unit) counts.push(await unit)
    if (types) counts.push(await types)
    if (demo && browser) counts.push(await attempt('Playwright', async () => runPlaywright(await demo, await browser, folder)))
  } else if (types) counts.push(await types)
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  await end()
  process.stdout.write(typeErrors + failures)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  process.exit(failed === 0 ? 0 : 1)
}

function wants(part: (typeof parts)[number]) {
  return chosen.length === 0 || chosen.includes(part)
}

/** A part that cannot run has failed, and the others still run. */
async function attempt(name: string, work: () => Promise<Count>): Promise<Count> {
  try {
    return await work()
  } catch (error) {
    if (ending) return { passed: 0, failed: 0 }
    const text = error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${name} could not run. ${text}\n`)
    return { passed: 0, failed: 1 }
  }
}

/** A build that succeeds is no test. */
async function buildForAll(): Promise<Count> {
  await buildApp(aborted.signal)
  return { passed: 0, failed: 0 }
}

/** Told at the end, not between the lines of other tests. */
let typeErrors = ''

/** The same of the tests without a browser, as many stories come after them. */
let failures = ''

/** The type check counts as one test. Next writes the types of its own files first. */
async function checkTypes(): Promise<Count> {
  process.stdout.write('Checking types\n')
  const next = path.join('node_modules', 'next', 'dist', 'bin', 'next')
  await runNode([next, 'typegen'], { NEXT_TELEMETRY_DISABLED: '1' }, 'ignore')
  const code = await runNode([path.join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit'], {}, 'pipe', (text) => (typeErrors += text))
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function runVitest(database: TestDatabase, report: string): Promise<Count> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
  const environment = { AFTERWORD_TEST_DATABASE: JSON.stringify(database), NODE_COMPILE_CACHE: compiledIn(path.dirname(report)) }
  const code = await runNode([vitest, 'run', ...reporters, ...patterns], environment, 'inherit')
  const said = readReport(report)
  failures = failuresOf(said)
  return countVitest(said, code)
}

/** Many processes load the same packages: the first to compile one keeps it for the others. */
function compiledIn(folder: string) {
  return path.join(folder, 'compiled')
}

async function runPlaywright({ people, loaded }: Demo, browser: string, folder: string): Promise<Count> {
  const sites = await startSites(loaded, folder)
  const report = path.join(folder, 'playwright.json')
  const playwright = path.join('node_modules', '@playwright', 'test', 'cli.js')
  const environment = {
    AFTERWORD_E2E_SITES: JSON.stringify(sites),
    AFTERWORD_E2E_PEOPLE: JSON.stringify(people),
    // For a story that fills a site of its own.
    AFTERWORD_E2E_TEMPLATE: JSON.stringify(loaded),
    AFTERWORD_E2E_REPORT: report,
    CHROME_PATH: browser,
  }
  const code = await runNode([playwright, 'test', ...patterns], environment, 'inherit')
  return countPlaywright(readReport(report), code)
}

/** Stories are told side by side, each row of them on a site of its own. A row keeps three quarters of a core busy: it waits for pages, and they for it. */
const sideBySide = Math.min(4, os.availableParallelism() + 1)

type Demo = { people: { handle: string; password: string }[]; loaded: TestDatabase }

/** A database with the demo content, to be cloned, and the passwords of its people. */
async function loadDemo(database: TestDatabase, folder: string): Promise<Demo> {
  const demo = await cloneDatabase(database)
  for (const name of settingNames) process.env[name] = ''
  Object.assign(process.env, {
    DATABASE_URL: demo.url,
    AFTERWORD_DATA: path.join(folder, 'demo'),
    AUTH_SECRET: 'a secret for tests that nobody needs to guess',
  })
  prepareDataFolder(path.join(folder, 'demo'))
  const people = await loadDemoContent(settings(), { url: demo.url, embedded: true, close: demo.drop })
  return { people, loaded: { server: database.server, template: path.basename(new URL(demo.url).pathname) } }
}

/** The production build with the demo content, several times, each on a database and a data folder of its own. */
async function startSites(loaded: TestDatabase, folder: string) {
  await buildApp(aborted.signal)
  return stage('Starting the sites for the browser', () =>
    Promise.all(Array.from({ length: sideBySide }, (_, index) => startSite(loaded, folder, `site-${index}`))),
  )
}

async function startSite(loaded: TestDatabase, folder: string, name: string) {
  const data = path.join(folder, name)
  prepareDataFolder(data)
  const [clone, port] = [await cloneDatabase(loaded), await findFreePort()]
  const { url } = await serveSite({
    host: settings().HOST,
    port,
    environment: { DATABASE_URL: clone.url, AFTERWORD_DATA: data, LOG_LEVEL: 'warn', NODE_COMPILE_CACHE: compiledIn(folder) },
    onStart: (stop) => running.push(stop),
  })
  return { url, database: clone.url, data }
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function runNode(
  args: string[], environment: Record<string, string>, output: 'inherit' | 'ignore' | 'pipe', hear: (text: string) => void = () => {},
): Promise<number | null> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', output, output], env: { ...process.env, ...environment } })
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear)
  const stop = () => void child.kill('SIGTERM')
  aborted.signal.addEventListener('abort', stop)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      aborted.signal.removeEventListener('abort', stop)
      resolve(code)
    })
  })
}

/** Ends what we started, the newest first, once. */
function end(): Promise<void> {
  ending ??= (async () => {
    aborted.abort()
    for (const stop of running.reverse()) await stop()
  })()
  return ending
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end().then(() => process.exit(130)))

main().catch(async (error: unknown) => {
  if (ending) return
  const text = error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)
  await end()
  process.stderr.write(`${text}\n`)
  process.stdout.write('\n0 passed, 1 failed\n')
  process.exit(1)
})
