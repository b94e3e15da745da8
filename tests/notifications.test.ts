import pg from 'pg'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { hearEverything, notificationsConnected, onConnectionChange, onNotification, startNotifications, stopNotifications } from '#lib/notifications.ts'
import { statementsOf } from './bench/statements.ts'
import { essayBy, makeCast, replyBy } from './cast.ts'

const url = process.env.DATABASE_URL ?? ''
let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

afterEach(stopNotifications)

async function until(isTrue: () => boolean) {
  for (let tries = 0; tries < 200 && !isTrue(); tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(isTrue()).toBe(true)
}

test('hears what triggers announce at commit, on the channel asked for', async () => {
  await startNotifications(url)
  const heard: string[] = []
  const stop = onNotification('afterword_queue', (payload) => heard.push(payload))
  const { slug } = await essayBy(cast.ada)
  await replyBy(cast.rae, slug)
  await until(() => heard.length > 0)
  expect(heard[0]).toMatch(/^[0-9a-f-]{36}$/)
  stop()
})

test('says that it is deaf when the connection is lost, and hears again by itself', async () => {
  await startNotifications(url)
  expect(notificationsConnected()).toBe(true)
  const changes: boolean[] = []
  const stop = onConnectionChange((connected) => changes.push(connected))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'afterword notifications' AND datname = current_database()`)
  await until(() => changes.length === 2)
  expect(changes).toEqual([false, true])
  const heard: string[] = []
  onNotification('afterword_bulk', (payload) => heard.push(payload))
  await client.query(`SELECT pg_notify('afterword_bulk', 'after all')`)
  await until(() => heard.length === 1)
  await client.end()
  stop()
})

test('whoever waits for it has heard what was committed before, however often', async () => {
  await startNotifications(url)
  const heard: string[] = []
  onNotification('afterword_bulk', (payload) => heard.push(payload))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (let turn = 0; turn < 200; turn++) {
    await client.query(`SELECT pg_notify('afterword_bulk', $1)`, [`turn ${turn}`])
    expect(await hearEverything()).toBe(true)
    expect(heard.at(-1)).toBe(`turn ${turn}`)
  }
  await client.end()
  await stopNotifications()
  expect(await hearEverything()).toBe(false)
})

test('a database that is not there is no error, only silence', async () => {
  await startNotifications('postgres://nobody@127.0.0.1:9/none')
  expect(notificationsConnected()).toBe(false)
})

test('a crowd is answered together, each after what it had committed', async () => {
  await startNotifications(url)
  const heard = new Set<string>()
  onNotification('afterword_bulk', (payload) => heard.add(payload))
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  const statements = await statementsOf(() => Promise.all(Array.from({ length: 100 }, async (_, place) => {
    await pool.query(`SELECT pg_notify('afterword_bulk', $1)`, [`of ${place}`])
    const before = hearEverything()
    // Ten more who come in the same moment.
    expect(await Promise.all([before, ...Array.from({ length: 10 }, hearEverything)])).not.toContain(false)
    expect(heard).toContain(`of ${place}`)
  })))
  await pool.end()
  expect(statements.filter(({ text }) => text === 'SELECT 1').length).toBeLessThan(250)
  expect(await hearEverything()).toBe(true)
})
