import { cp, mkdtemp, mkdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReadiness } from '#lib/http/readiness.ts'
import { startNotifications, stopNotifications } from '#lib/notifications.ts'

const migrations = path.resolve('prisma/migrations')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-migrations-'))
  await cp(migrations, folder, { recursive: true })
  await startNotifications(process.env.DATABASE_URL ?? '')
})

afterAll(async () => {
  await stopNotifications()
  await rm(folder, { recursive: true })
})

test('ready with every migration applied and somebody listening', async () => {
  expect(await readReadiness(migrations)).toEqual({ ready: true, database: true, migrations: true, notifications: true })
})

test('not ready while a migration of this version is missing', async () => {
  await mkdir(path.join(folder, '29990101000000_later'))
  expect(await readReadiness(folder)).toEqual({ ready: false, database: true, migrations: false, notifications: true })
})

test('not ready while nobody listens', async () => {
  await stopNotifications()
  expect(await readReadiness(migrations)).toEqual({ ready: false, database: true, migrations: true, notifications: false })
})
