import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyMigrations } from '../../scripts/migrate.ts'

// A provider that lets nobody make roles, on a server where another site has made this one.

const name = `afterword_plain_${randomBytes(6).toString('hex')}`
const server = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })

beforeAll(async () => {
  const password = randomBytes(12).toString('hex')
  await server.query(`CREATE ROLE ${name} LOGIN NOCREATEROLE PASSWORD '${password}'`)
  await server.query(`CREATE DATABASE ${name} OWNER ${name}`)
  const url = new URL(process.env.DATABASE_URL ?? '')
  Object.assign(url, { username: name, password, pathname: `/${name}` })
  process.env.DATABASE_URL = url.href
})

afterAll(async () => {
  await (await import('#lib/database.ts')).closeDatabase()
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await server.query(`REVOKE ALL ON SCHEMA public FROM ${name}`)
  await server.query(`DROP ROLE ${name}`)
  await server.end()
})

test('the migrations do what they may', async () => {
  expect(await applyMigrations(process.env.DATABASE_URL ?? '')).not.toEqual([])
})

test('public pages are read all the same, as the views allow', async () => {
  const { publicReader } = await import('#lib/database.ts')
  expect(await publicReader().publishedPost.findMany()).toEqual([])
  const [as] = await publicReader().$queryRaw<{ name: string }[]>`SELECT current_user::text AS name`
  expect(as?.name).toBe(name)
})

test('and verify says that this fence is missing', async () => {
  const { verify } = await import('#lib/integrity/verify.ts')
  const failed = (await verify()).filter((proof) => !proof.ok)
  expect(failed).toEqual([
    { name: 'public role', ok: false, detail: 'the database user may not act as afterword_public: public pages are fenced by the views alone' },
  ])
})
