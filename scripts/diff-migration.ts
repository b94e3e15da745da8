import { readEnvFile, settings } from '../lib/env.ts'
import { joinDatabase } from './open-database.ts'
import { defaultFolder, readMigrations } from './read-migrations.ts'
import { readSchema, withSchemaEngine } from './schema-engine.ts'

/**
 * The SQL that would take a database with all migrations to what `schema.prisma` says; empty when they agree.
 * Prisma compares tables, columns, enums, keys and plain indexes. Triggers, functions, roles, checks, the text of views and
 * partial indexes are unknown to it, so a migration may hold any of those.
 * @param databaseUrl a server on which a scratch database may be made; the named database itself is not touched
 */
export async function diffMigrations(databaseUrl: string, folder = defaultFolder): Promise<string> {
  const migrations = await readMigrations(folder)
  const schema = await readSchema(folder)
  const result = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  return withoutComments(result.stdout ?? '')
}

function withoutComments(sql: string) {
  return sql.replace(/^-- This is an empty migration\.\s*$/m, '').trim()
}

async function main() {
  readEnvFile()
  const database = await joinDatabase(settings())
  try {
    const sql = await diffMigrations(database.url)
    process.stdout.write(sql === '' ? '' : `${sql}\n`)
  } finally {
    await database.close()
  }
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
