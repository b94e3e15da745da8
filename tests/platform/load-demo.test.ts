import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { settings } from '#lib/env.ts'
import { noteOrigin } from '../../scripts/data-folder.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { loadDemoContent, settleUnfinishedDemo } from '../../scripts/load-demo.ts'
import { people } from '../../prisma/demo/content.ts'
import { freshDatabase } from '../setup/database.ts'

const close = async () => {}
const external = (url: string) => ({ url, embedded: false, close })
const embedded = (url: string) => ({ url, embedded: true, close })

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const addPerson = (url: string, handle: string) => query(url, `INSERT INTO person (id, handle, skeleton, name) VALUES (gen_random_uuid(), '${handle}', '${handle}', '${handle}')`)
const addPost = (url: string, importKey: string) => query(url, `INSERT INTO post (id, slug, import_key, updated_at) VALUES (gen_random_uuid(), 'walk', '${importKey}', now())`)
const handlesIn = async (url: string) => (await query(url, 'SELECT handle FROM person ORDER BY 1')).map((row) => row.handle)
const hasTables = async (url: string) => (await query(url, `SELECT to_regclass('person') IS NOT NULL AS found`))[0].found
const isMarked = async (url: string) => (await query(url, `SELECT 1 FROM setting WHERE key = 'demo.unfinished'`)).length > 0

/** A database in which a start got as far as the first demo person. */
async function halfLoaded(): Promise<string> {
  const url = await freshDatabase()
  await query(url, `INSERT INTO setting (key, value) VALUES ('demo.unfinished', '"now"')`)
  await addPerson(url, people[0]?.handle ?? '')
  return url
}

const follow = new URL('../../scripts/follow-parent.mjs', import.meta.url).href

/** A program of ours on a database, with all that it prints. It ends with its test, and with this process when that is killed. */
async function run(program: string[], url: string, environment: Record<string, string> = {}) {
  const env = { ...process.env, DATABASE_URL: url, PORT: String(await findFreePort()), AFTERWORD_FOLLOWS: String(process.pid), ...environment }
  const child = spawn(process.execPath, ['--import', follow, ...program], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.err += text))
  return { child, printed, ended: once(child, 'close').then(([code]) => code) }
}

async function until(holds: () => boolean | Promise<boolean>, child: ChildProcess) {
  while (!(await holds())) {
    if (child.exitCode !== null) throw new Error('It ended early')
    await sleep(20)
  }
}

test('a start that is killed while it loads leaves its mark in that database, and the next one says what to do', async () => {
  const url = await freshDatabase()
  const { child, ended } = await run(['scripts/start.ts', '--dev'], url, { AFTERWORD_DEMO: '1' })
  await until(() => isMarked(url), child)
  child.kill('SIGKILL')
  await ended
  const before = await handlesIn(url)
  const next = await run(['scripts/start.ts', '--dev'], url, { AFTERWORD_DEMO: '1' })
  expect(await next.ended).toBe(1)
  expect(next.printed.err).toBe('The demo content of this database was not loaded to its end. Start with an empty database, or with AFTERWORD_DEMO=0 to keep what is there.\n')
  expect(await handlesIn(url)).toEqual(before)
}, 90_000)

test('a start that is asked to end after loading tells the passwords all the same', async () => {
  const url = await freshDatabase()
  const { child, printed, ended } = await run(['scripts/start.ts', '--dev'], url, { AFTERWORD_DEMO: '1' })
  await until(() => printed.out.includes('Loading the demo content:'), child)
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(printed.out).not.toContain('Afterword is ready')
  expect(printed.out).toMatch(/passwords are shown only now:\n(?: {2}\w+ +(?:[a-z2-9]{5}-){3}[a-z2-9]{5}\n){7}$/)
  expect(await isMarked(url)).toBe(false)
}, 90_000)

test('an embedded database that holds nothing but half a demo is made anew', async () => {
  const url = await halfLoaded()
  await settleUnfinishedDemo(settings(), embedded(url))
  expect(await hasTables(url)).toBe(false)
})

test.each([
  ['somebody else', (url: string) => addPerson(url, 'rosa')],
  ['an imported post', (url: string) => addPost(url, 'wxr:orchard.example:post:1')],
])('an embedded database that holds %s as well is kept', async (_, add) => {
  const url = await halfLoaded()
  await add(url)
  const before = await handlesIn(url)
  await settleUnfinishedDemo(settings(), embedded(url))
  expect(await handlesIn(url)).toEqual(before)
  await expect(loadDemoContent(settings(), embedded(url))).rejects.toThrow('not loaded to its end')
})

test('a database without the mark is never made anew', async () => {
  const url = await freshDatabase()
  await addPerson(url, people[0]?.handle ?? '')
  await settleUnfinishedDemo(settings(), embedded(url))
  expect(await handlesIn(url)).toHaveLength(1)
  expect(await loadDemoContent({ ...settings(), AFTERWORD_DEMO: '1' }, embedded(url))).toEqual([])
})

test('a database of somebody else is never made anew, and stays as it is when the demo is not wanted', async () => {
  const url = await halfLoaded()
  await settleUnfinishedDemo(settings(), external(url))
  expect(await isMarked(url)).toBe(true)
  const unwanted = { ...settings(), AFTERWORD_DEMO: '0' as const }
  await settleUnfinishedDemo(unwanted, external(url))
  expect(await loadDemoContent(unwanted, external(url))).toEqual([])
  expect(await handlesIn(url)).toHaveLength(1)
})

test('the command line changes nothing in a database with half a demo', async () => {
  const url = await halfLoaded()
  const { ended, printed } = await run(['scripts/afterword.ts', 'user', 'create', '--handle', 'rosa'], url)
  expect(await ended).toBe(1)
  expect(printed).toEqual({ out: '', err: 'The demo content is not loaded to its end. Start with npm start, wait until it is ready, and try again.\n' })
  expect(await handlesIn(url)).not.toContain('rosa')
})

test('a command beside a site names the address at which that is served, unless it is told another', async () => {
  noteOrigin(settings().AFTERWORD_DATA, 'https://essays.example')
  const told = { AFTERWORD_ORIGIN: '', HOST: '' }
  const [noted, given] = [await run(['scripts/afterword.ts', 'seed'], await freshDatabase(), { ...told, PORT: '' }), await run(['scripts/afterword.ts', 'seed'], await freshDatabase(), { ...told, PORT: '4969' })]
  await Promise.all([noted.ended, given.ended])
  expect([noted, given].map(({ printed }) => new URL(printed.out.split('\n')[0] ?? '').origin)).toEqual(['https://essays.example', 'http://127.0.0.1:4969'])
}, 60_000)
