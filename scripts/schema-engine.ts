import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { defaultFolder } from './read-migrations.ts'

/**
 * Prisma's schema engine, connected to one database, for the time of `work`.
 * It is the engine of `prisma migrate`, compiled to WebAssembly, because the native one is a download at run time.
 * @throws Error with the engine's own message when the database or a migration refuses
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await loadEngine()
  const factory = bindMigrationAwareSqlAdapterFactory(new ScriptSafePg(databaseUrl))
  const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, factory).catch(rethrowReadable)
  try {
    return await work(engine).catch(rethrowReadable)
  } finally {
    engine.free()
    for (const adapter of openAdapters.splice(0)) await adapter.dispose()
  }
}

let loading: Promise<void> | undefined

/** The package expects a bundler to turn the .wasm file into a module; Node needs it done by hand. */
function loadEngine(): Promise<void> {
  loading ??= (async () => {
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: rethrowReadable } })
    const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    const bytes = await readFile(path.join(path.dirname(file), 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engineModule } })
    engineModule.__wbg_set_wasm(instance.exports)
    const start = instance.exports.__wbindgen_start
    if (typeof start === 'function') start()
  })()
  return loading
}

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>

const openAdapters: PgAdapter[] = []

/**
 * The adapter of Prisma cuts a script at every semicolon, which tears the bodies of functions apart. Sent whole, without
 * parameters, PostgreSQL runs a script as one transaction: exactly what `prisma migrate deploy` does.
 * One connection only, so that the engine's advisory lock belongs to the session that migrates.
 */
class ScriptSafePg extends PrismaPg {
  url: string

  constructor(url: string) {
    super({ connectionString: url, max: 1 })
    this.url = url
  }

  override async connect() {
    const adapter = adaptToEngine(await super.connect())
    openAdapters.push(adapter)
    return adapter
  }

  /** A scratch database beside the real one, gone when the engine is done with it. */
  override async connectToShadowDb() {
    const name = `afterword_shadow_${globalThis.crypto.randomUUID().replaceAll('-', '')}`
    await runOnce(this.url, `CREATE DATABASE ${name} TEMPLATE template0`)
    const adapter = adaptToEngine(await new PrismaPg({ connectionString: withDatabase(this.url, name), max: 1 }).connect())
    const close = adapter.dispose.bind(adapter)
    let open = true
    adapter.dispose = async () => {
      if (!open) return
      open = false
      await close()
      await runOnce(this.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
    openAdapters.push(adapter)
    return adapter
  }
}

function adaptToEngine(adapter: PgAdapter): PgAdapter {
  passInternalChar(adapter)
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] })
  }
  return adapter
}

/**
 * The engine reads columns of PostgreSQL's internal type "char" (18) from the catalogue and wants single characters back.
 * The adapter refuses that type, so it is shown text (25), and the columns are named characters again on the way out.
 */
function passInternalChar(adapter: PgAdapter) {
  const charColumns = new WeakMap<object, number[]>()
  const pool = adapter.underlyingDriver()
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
  const queryAsText = async (...args: unknown[]) => {
    const result = await query(...args)
    const fields = result.fields ?? []
    charColumns.set(result.rows ?? [], fields.flatMap((field, column) => (field.dataTypeID === 18 ? [column] : [])))
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 25
    return result
  }
  Object.assign(pool, { query: queryAsText })

  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (request) => {
    const result = await queryRaw(request)
    for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character
    return result
  }
}

async function runOnce(databaseUrl: string, sql: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The same server and user, another database. */
export function withDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  return url.href
}

/** The engine appends its own call stack (`   0: schema_engine_wasm::...`) to the sentence that matters. */
function rethrowReadable(error: unknown): never {
  const raw = error instanceof Error ? error.message : String(error)
  throw new Error(raw.replace(/\n\s+0: [^]*$/, '').trim(), { cause: error })
}

/** The schema file in the form the engine wants. */
export async function readSchema(folder = defaultFolder): Promise<SchemasContainer> {
  const file = path.join(folder, 'schema.prisma')
  return { files: [{ path: file, content: await readFile(file, 'utf8') }] }
}
