import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Where the schema and the migrations of the product are. A test may name another folder of the same form. */
export const defaultFolder = path.join(import.meta.dirname, '..', 'prisma')

/** The names of the migrations of a folder, oldest first. */
export async function listMigrations(folder = defaultFolder): Promise<string[]> {
  const entries = await readdir(path.join(folder, 'migrations'), { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
}

/** The migrations themselves in the form the engine wants, oldest first. */
export async function readMigrations(folder = defaultFolder): Promise<MigrationList> {
  const baseDir = path.join(folder, 'migrations')
  const names = await listMigrations(folder)
  const lockfile = await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8').catch(() => 'provider = "postgresql"\n')
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map((name) => readMigration(baseDir, name))),
  }
}

async function readMigration(baseDir: string, name: string) {
  const content = await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8')
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: content } } }
}
