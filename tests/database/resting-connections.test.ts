import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { closeDatabase, publicReader } from '#lib/database.ts'

test('two connections stay while nobody asks, so that the next one finds their plans', { timeout: 60_000 }, async () => {
  const open = async () => (await client.query(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`)).rows.length
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const before = await open()
  await Promise.all(Array.from({ length: 5 }, () => publicReader().$queryRaw`SELECT pg_sleep(0.2)::text`))
  expect(await open()).toBe(before + 5)
  // Past the ten seconds after which a pool closes all of them by itself.
  await sleep(11_000)
  expect(await open()).toBeGreaterThanOrEqual(before + 2)
  await closeDatabase()
  await expect.poll(open).toBeLessThanOrEqual(before)
  await client.end()
})
