import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { diffMigrations } from '../../scripts/diff-migration.ts'
import { applyMigrations, pendingMigrations } from '../../scripts/migrate.ts'
import { readMigrations } from '../../scripts/read-migrations.ts'
import { withDatabase } from '../../scripts/schema-engine.ts'

const { server } = inject('testDatabase')
const databases: string[] = []
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-migrations-'))
})

afterAll(async () => {
  for (const name of databases) await query(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await rm(folder, { recursive: true, force: true })
})

test('schema.prisma and the migrations agree', { timeout: 60_000 }, async () => {
  expect(await diffMigrations(server)).toBe('')
})

test('a column that only schema.prisma knows is a difference', { timeout: 60_000 }, async () => {
  const copy = path.join(folder, 'changed')
  await cp('prisma/migrations', path.join(copy, 'migrations'), { recursive: true })
  const schema = await readFile('prisma/schema.prisma', 'utf8')
  await writeFile(path.join(copy, 'schema.prisma'), schema.replace(/^model Person \{$/m, 'model Person {\n  shoeSize Int?'))
  expect(await diffMigrations(server, copy)).toContain('ADD COLUMN     "shoeSize" INTEGER')
})

test('every migration is one transaction, so that an interrupted one can simply run again', async () => {
  for (const { path: name, migrationFile } of (await readMigrations()).migrationDirectories) {
    const statements = withoutBodies(migrationFile.content.value)
    expect(statements, name).not.toMatch(/^\s*(BEGIN|COMMIT|ROLLBACK|START TRANSACTION)\b/im)
    expect(statements, name).not.toMatch(/\bCONCURRENTLY\b|^\s*VACUUM\b/im)
  }
})

test('each migration is recorded as prisma migrate deploy records it', async () => {
  const url = await emptyDatabase()
  const names = await applyMigrations(url)
  const rows = await query(url, 'SELECT * FROM _prisma_migrations ORDER BY started_at')
  expect(rows.map((row) => row.migration_name)).toEqual(names)
  for (const row of rows) {
    const sql = await readFile(`prisma/migrations/${row.migration_name}/migration.sql`)
    expect(row).toMatchObject({ checksum: createHash('sha256').update(sql).digest('hex'), applied_steps_count: 1, logs: null, rolled_back_at: null })
    expect(row.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(Number(row.finished_at)).toBeGreaterThanOrEqual(Number(row.started_at))
  }
})

test('four processes that migrate at once apply each migration once', async () => {
  const url = await emptyDatabase()
  const results = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url)))
  const { migrationDirectories } = await readMigrations()
  expect(results.flat().sort()).toEqual(migrationDirectories.map((migration) => migration.path))
  expect(await query(url, 'SELECT count(*)::int AS count FROM _prisma_migrations')).toEqual([{ count: migrationDirectories.length }])
})

test('what is pending is named, and nothing is when all are applied', async () => {
  const url = await emptyDatabase()
  const { migrationDirectories } = await readMigrations()
  expect(await pendingMigrations(url)).toEqual(migrationDirectories.map((migration) => migration.path))
  await applyMigrations(url)
  expect(await pendingMigrations(url)).toEqual([])
  expect(await applyMigrations(url)).toEqual([])
})

test('a migration that fails leaves nothing behind, and runs when it has been mended', async () => {
  const url = await emptyDatabase()
  const toy = await toyFolder('CREATE TABLE kept (id int);\nSELECT 1 / 0;')
  await expect(applyMigrations(url, toy)).rejects.toThrow('division by zero')
  expect(await query(url, `SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }])
  await writeFile(path.join(toy, 'migrations', '20260101000000_toy', 'migration.sql'), 'CREATE TABLE kept (id int);')
  expect(await applyMigrations(url, toy)).toEqual(['20260101000000_toy'])
})

test('a migration whose process was killed runs again at the next start', async () => {
  const url = await emptyDatabase()
  const toy = await toyFolder('CREATE TABLE kept (id int);')
  await applyMigrations(url, toy)
  await query(url, 'DROP TABLE kept')
  await query(url, 'UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0')
  expect(await applyMigrations(url, toy)).toEqual(['20260101000000_toy'])
})

test('the body of a function survives with its semicolons', async () => {
  const url = await emptyDatabase()
  const body = `CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;`
  await applyMigrations(url, await toyFolder(body))
  expect(await query(url, 'SELECT two()')).toEqual([{ two: 2 }])
})

async function emptyDatabase(): Promise<string> {
  const name = `afterword_migrations_${process.pid}_${databases.length}`
  databases.push(name)
  await query(server, `CREATE DATABASE ${name} TEMPLATE template0`)
  return withDatabase(server, name)
}

async function toyFolder(sql: string): Promise<string> {
  const toy = await mkdtemp(path.join(folder, 'toy-'))
  const migration = path.join(toy, 'migrations', '20260101000000_toy')
  await mkdir(migration, { recursive: true })
  await writeFile(path.join(migration, 'migration.sql'), sql)
  return toy
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

/** The words of functions may say BEGIN; those of the script may not. */
function withoutBodies(sql: string) {
  return sql.replace(/\$(\w*)\$[^]*?\$\1\$/g, '').replace(/--.*$/gm, '')
}
