import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DatabaseInUse, isFolderInUse, runningPostgresUrl, startPostgres } from '../../scripts/embedded-postgres.ts'
import { readPostmaster } from '../../scripts/postmaster.ts'

// One folder, started again and again; its parent can be entered by its owner only.
let parent: string
let folder: string

beforeAll(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'afterword-embedded-'))
  await chmod(parent, 0o700)
  folder = path.join(parent, 'postgres')
  const server = await startPostgres({ folder, throwaway: true })
  await query(server.url, 'CREATE TABLE note (words text)')
  await server.stop()
})

afterAll(() => rm(parent, { recursive: true, force: true }))

test('what was written is there after a restart', async () => {
  await during(async (url) => void (await query(url, `INSERT INTO note VALUES ('still here')`)))
  await during(async (url) => expect(await query(url, 'SELECT words FROM note')).toEqual([{ words: 'still here' }]))
})

test('real data waits for the disk', async () => {
  const server = await startPostgres({ folder })
  try {
    expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    expect(await query(server.url, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  } finally {
    await server.stop()
  }
})

test('text is UTF-8 in a fixed order, and time is UTC', async () => {
  await during(async (url) => {
    expect(await query(url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
    expect(await query(url, `SELECT lower('ÄΣ') AS lower, 'a' < 'B' AS alphabetical`)).toEqual([{ lower: 'äσ', alphabetical: false }])
    expect(await query(url, 'SHOW timezone')).toEqual([{ TimeZone: 'UTC' }])
  })
})

test('it listens on this machine only, on no socket file, and lets nobody in without the password', async () => {
  await during(async (url) => {
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    const stranger = new URL(url)
    stranger.password = 'guess'
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  })
})

test('its password and its data are readable by their owners only', () => {
  for (const name of ['password', 'data', 'log']) expect(statSync(path.join(folder, name)).mode & 0o077, name).toBe(0)
})

test('nothing of a refused statement reaches its log', async () => {
  await during((url) => expect(query(url, `SELECT 'what somebody wrote' / 0`)).rejects.toThrow())
  expect(readFileSync(path.join(folder, 'log'), 'utf8')).not.toContain('what somebody wrote')
})

test('a second start on the same folder is refused in one line, the first goes on', async () => {
  await during(async (url) => {
    const refused = await startPostgres({ folder }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(DatabaseInUse)
    expect(String(refused)).not.toContain('\n')
    expect(await isFolderInUse(folder)).toBe(true)
    expect(runningPostgresUrl(folder)).toBe(url)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
  expect(await isFolderInUse(folder)).toBe(false)
  expect(runningPostgresUrl(folder)).toBeUndefined()
})

test('a taken port is told in one line', async () => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(startPostgres({ folder, port })).rejects.toThrow(/^PostgreSQL did not start: could not .*/)
  other.close()
})

test('a postmaster.pid that was left behind is no hindrance', { skip: process.platform !== 'linux' }, async () => {
  await writeFile(path.join(folder, 'data', 'postmaster.pid'), `${process.pid}\n/nowhere\n1\n1\n\n127.0.0.1\n1 1\nready\n`)
  expect(readPostmaster(folder)).toBeUndefined()
  await during(async (url) => expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]))
})

test('it ends when the process that started it is killed', { skip: process.platform !== 'linux' }, async () => {
  const { starter } = await startElsewhere()
  const server = readPostmaster(folder)
  expect(server?.ready).toBe(true)
  starter.kill('SIGKILL')
  await until(() => readPostmaster(folder) === undefined)
})

test('after both were killed the next start recovers what was committed', { skip: process.platform !== 'linux' }, async () => {
  const { starter, url } = await startElsewhere()
  await query(url, `INSERT INTO note VALUES ('committed')`)
  const pid = readPostmaster(folder)?.pid ?? 0
  expect(pid).toBeGreaterThan(0)
  process.kill(pid, 'SIGKILL')
  starter.kill('SIGKILL')
  await until(() => readPostmaster(folder) === undefined)
  await during(async (again) => expect(await query(again, `SELECT words FROM note WHERE words = 'committed'`)).toHaveLength(1))
})

test('it can be told to wait for the sessions of others', async () => {
  const server = await startPostgres({ folder, throwaway: true })
  const session = new pg.Client({ connectionString: server.url })
  await session.connect()
  const stopped = server.stop('smart')
  await sleep(300)
  expect((await session.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  await session.end()
  await stopped
  expect(readPostmaster(folder)).toBeUndefined()
})

async function during(work: (url: string) => Promise<void>) {
  const server = await startPostgres({ folder, throwaway: true })
  try {
    await work(server.url)
  } finally {
    await server.stop()
  }
}

/** Started by another process, which can be killed. */
async function startElsewhere(): Promise<{ starter: ChildProcess; url: string }> {
  const program = `
    import { startPostgres } from ${JSON.stringify(path.resolve('scripts/embedded-postgres.ts'))}
    const server = await startPostgres({ folder: ${JSON.stringify(folder)} })
    process.stdout.write(server.url + '\\n')
    setInterval(() => {}, 1000)`
  const starter = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve) => starter.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())))
  return { starter, url }
}

async function until(condition: () => boolean) {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (condition()) return
    await sleep(50)
  }
  throw new Error('It never came true.')
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
