import pg from 'pg'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { hearEverything, notificationsConnected, onConnectionChange, onNotification, startNotifications, stopNotifications } from '#lib/notifications.ts'
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
