import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { pages } from '#lib/http/pages/page-address.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { decideNow, person, publishedReplyBy } from '../cast.ts'
import { database, rows } from '../database/fenced-database.ts'
import { oneOfEach } from '../e2e/one-of-each.ts'
import { muffledDoor } from '../setup/muffled-door.ts'
import type { Door } from '../setup/muffled-door.ts'
import { addressesOf, keysOf } from '../staleness/addresses.ts'
import { addOneOfEach } from '../staleness/one-of-each.ts'
import { sweep } from '../staleness/sweep.ts'
import { TwoProcesses } from '../staleness/two-processes.ts'
import type { Ask } from '../staleness/ways.ts'
import { startSite } from './site.ts'

// Two processes on one database keep pages of every kind. Whatever changes, and whoever changes it, they answer what would be made afresh.

type Site = Awaited<ReturnType<typeof startSite>>

let first: Site
let second: Site
let processes: TwoProcesses
let door: Door
let addresses: string[]
let mo: SignedIn
let rae: SignedIn
/** Two essays that are read. */
let essay: string
let other: string

const ask: Ask = async (sql, values) => (await rows(sql, values)) as never

beforeAll(async () => {
  await loadDemo()
  ;[mo, rae] = await Promise.all([person('mo', 'moderator'), person('rae', 'reader')])
  await closeDatabase()
  await addOneOfEach(database)
  addresses = await addressesOf(ask, pages)
  ;[essay = '', other = ''] = addresses.flatMap((path) => /^\/posts\/([^/?]+)$/.exec(path)?.[1] ?? [])
  door = await muffledDoor(env().DATABASE_URL)
  ;[first, second] = [await startSite(), await startSite({ DATABASE_URL: door.url })]
  processes = new TwoProcesses([first, second])
}, 600_000)

test('there is a page of every kind that is kept', async () => {
  const answers = await Promise.all(addresses.map(async (path) => `${(await processes.read(first, path)).slice(0, 3)} ${path}`))
  expect(answers.filter((answer) => !answer.startsWith('200'))).toEqual([])
  const shapeOf = (address: string) => pages.find(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replace('*', '[^/]+')}$`).test(address))?.path
  expect(pages.map(({ path }) => path).filter((path) => !addresses.some((address) => shapeOf(address) === path))).toEqual([])
})

/** Changes something while every page is kept. @returns where a process does not say within a second what is, and how many pages are others */
async function changing(change: () => Promise<unknown>): Promise<{ stale: string[]; changed: number }> {
  await processes.check(addresses, performance.now())
  const before = processes.changed
  await change()
  return { stale: await processes.check(addresses, performance.now()), changed: processes.changed - before }
}

const commands: [what: string, least: number, command: () => Promise<unknown>][] = [
  ['a reply is approved', 5, () => publishedReplyBy(rae, mo, essay)],
  ['one is hidden', 1, async () => decideNow(mo, await publishedReplyBy(rae, mo, other), 'hide')],
  ['one that is answered is hidden, which leaves its place', 5, async () => {
    const id = await publishedReplyBy(rae, mo, essay)
    await publishedReplyBy(rae, mo, essay, id)
    await decideNow(mo, id, 'hide')
  }],
  ['essays are written, published, filed, locked and proposed, and a work is', 5, oneOfEach],
]

test.each(commands)('%s', async (_, least, command) => {
  const { stale, changed } = await changing(command)
  expect(stale).toEqual([])
  expect(changed).toBeGreaterThanOrEqual(least)
}, 60_000)

test('what only the clock changes is seen within a second: an essay appears at its hour, a conversation ends at its', async () => {
  const [{ at, ahead = 0 } = {}] = await rows(`SELECT (now() + interval '3 seconds')::text AS at, 3000 AS ahead`)
  const hour = performance.now() + Number(ahead)
  await database.query(`UPDATE post SET state = 'scheduled', published_at = NULL, publish_at = $1 WHERE slug = $2`, [at, other])
  await database.query(`UPDATE post SET comments_mode = 'open', comments_close_after_days = 1, published_at = $1::timestamptz - interval '1 day' WHERE slug = $2`, [at, essay])
  await sleep(100)
  const [missing, open] = await Promise.all([other, essay].map((slug) => processes.read(second, `/posts/${slug}`)))
  expect(missing?.slice(0, 3)).toBe('404')
  // Whoever reads shortly before has the pages kept as they are then.
  await processes.warm(addresses)
  while (performance.now() < hour) await processes.warm([`/posts/${other}`, `/posts/${essay}`])
  expect(await processes.check(addresses, hour)).toEqual([])
  expect((await processes.read(second, `/posts/${other}`)).slice(0, 3)).toBe('200')
  expect(await processes.read(second, `/posts/${essay}`)).not.toBe(open)
}, 60_000)

/** Something that many pages say. */
const rename = () => database.query(`UPDATE tag SET name = name || 'a'`)

test('a process that hears nothing, and cannot know it, sends nothing older than a second', async () => {
  door.muffle(true)
  try {
    for (let turn = 0; turn < 3; turn++) {
      const { stale, changed } = await changing(rename)
      expect(stale).toEqual([])
      expect(changed).toBeGreaterThan(3)
    }
  } finally {
    door.muffle(false)
  }
}, 60_000)

test('processes whose connections are ended while something changes miss nothing, and keep pages again', async () => {
  const end = () => database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'afterword notifications' AND datname = current_database()`)
  for (let turn = 0; turn < 4; turn++) {
    const both = turn % 2 === 0 ? [end, rename] : [rename, end]
    const { stale, changed } = await changing(async () => {
      for (const each of both) await each()
    })
    expect(stale).toEqual([])
    expect(changed).toBeGreaterThan(3)
  }
  const shown = async ({ url }: Site) => / data-shown-until="([^"]*)"/.exec(await (await fetch(`${url}/posts/${essay}`)).text())?.[1]
  for (const site of [first, second]) await expect.poll(async () => (await shown(site)) === (await shown(site)), { timeout: 10_000 }).toBe(true)
}, 60_000)

test('whatever is written, taken away or put there, in every table, both processes answer within a second what is made afresh, byte for byte', async () => {
  const seen = processes.changed
  const { tables, changes, silent, stale } = await sweep(env().DATABASE_URL, processes, { addresses, about: await keysOf(ask, addresses), all: false })
  expect({ silent, stale }).toEqual({ silent: [], stale: [] })
  // These the database lets nobody change but by what comes to them; the commands above do that.
  const grows = ['decision', 'proposal_revision', 'revision_work', 'work_revision']
  expect(tables.filter((table) => !grows.includes(table) && !changes.some((change) => new RegExp(`\\b${table}\\b`).test(change)))).toEqual([])
  expect(changes.length).toBeGreaterThan(150)
  expect(processes.changed - seen).toBeGreaterThan(100)
}, 600_000)
