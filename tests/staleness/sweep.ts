import pg from 'pg'
import { readAnnouncement } from '#lib/http/pages/stale-pages.ts'
import { pageAddressOf } from '#lib/http/pages/page-address.ts'
import type { TwoProcesses } from './two-processes.ts'
import { columnsRead, someOf, waysOfColumn, waysToCome, waysToGo } from './ways.ts'
import type { Ask, Way } from './ways.ts'
import { Watch } from './what-readers-see.ts'

/** What was changed, and what came of it. */
export type Swept = {
  tables: string[]
  /** Changes after which a view showed another thing. */
  changes: string[]
  /** Changes of which no announcement was. */
  silent: string[]
  /** Pages that were not what is made afresh. */
  stale: string[]
}

type Sweeping = { ask: Ask; client: pg.Client; watch: Watch; processes: TwoProcesses; addresses: readonly string[]; all: boolean; found: Swept; turn: number }

/** Of pages that a change has emptied, so many are compared after others like it, taking turns; of those that stayed, which alone can be stale, so many; after a whole table went, so many of all. */
const some = { emptied: 2, stayed: 4, ofEmptied: 8 }

/**
 * Changes every table that readers are shown something of in every way that it allows, past every command. Each change begins before pages are made, and is committed
 * while they are kept. Then both processes have to say what is.
 * @param about a pattern by which rows about the pages are found
 * @param all whether every page is compared after every change; else after the first of each table, and some after the others, in turn
 */
export async function sweep(databaseUrl: string, processes: TwoProcesses, { addresses, about, all }: { addresses: readonly string[]; about: string; all: boolean }): Promise<Swept> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const watch = await Watch.open(databaseUrl)
  const ask: Ask = async <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) => (await client.query<Row>(sql, values)).rows
  const found: Swept = { tables: [...watch.viewsOf.keys()], changes: [], silent: [], stale: [] }
  const sweeping: Sweeping = { ask, client, watch, processes, addresses, all, found, turn: 0 }
  try {
    const columns = await columnsRead(ask)
    for (const table of found.tables) {
      let told: string[] | null = null
      const places = () => someOf(ask, table, about)
      for (const column of columns.filter((each) => each.table === table)) told = (await change(sweeping, await waysOfColumn(ask, column, await places()), told)) ?? told
      await change(sweeping, await waysToCome(ask, table, await places()), told)
    }
    // What goes may take rows of other tables along.
    for (const table of found.tables) await change(sweeping, waysToGo(table, await someOf(ask, table, about)), ['emptied'])
    for (const table of found.tables) await empty(sweeping, table)
    return found
  } finally {
    await client.end()
    await watch.end()
  }
}

/** @param before what was announced after the last change of this table @returns what was announced; null where nothing that is shown can change in this way */
async function change(sweeping: Sweeping, way: Way, before: string[] | null): Promise<string[] | null> {
  const { ask, client, processes } = sweeping
  const views = sweeping.watch.viewsOf.get(way.table) ?? []
  for (const statement of way.tries) {
    await client.query('BEGIN')
    const shown = await digestOf(ask, views)
    const [row] = await ask<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${way.table} t WHERE ctid = '${/ctid = '([^']*)'/.exec(statement)?.[1]}'`)
    const done = await ask<{ place: string }>(statement).catch(refused)
    if (!done || done.length === 0 || (await digestOf(ask, views)) === shown) {
      await client.query('ROLLBACK')
      continue
    }
    const paths = pathsAfter(sweeping, before)
    await processes.warm(paths)
    const told = await commit(sweeping, way.name, paths, () => client.query('COMMIT'))
    if (!told) continue
    if (way.back && row) await takeBack(sweeping, way, way.back(row.row), done[0]?.place ?? '')
    return told
  }
  return null
}

async function takeBack(sweeping: Sweeping, { name }: Way, statement: string, place: string) {
  const paths = sweeping.all ? sweeping.addresses : []
  await sweeping.processes.warm(paths)
  await commit(sweeping, `${name}, back`, paths, () => sweeping.client.query(statement, statement.startsWith('UPDATE') ? [place] : []))
}

/** A whole table at once, where nothing holds its rows. */
async function empty(sweeping: Sweeping, table: string) {
  const [{ count = '0' } = {}] = await sweeping.ask<{ count: string }>(`SELECT count(*)::text AS count FROM ${table}`)
  if (count === '0') return
  sweeping.turn += 1
  const paths = sweeping.all ? sweeping.addresses : rotated(sweeping.addresses, sweeping.turn * some.ofEmptied, some.ofEmptied)
  await sweeping.processes.warm(paths)
  await commit(sweeping, `TRUNCATE ${table}`, paths, () => sweeping.client.query(`TRUNCATE ${table}`))
}

async function commit({ watch, processes, found }: Sweeping, name: string, paths: readonly string[], make: () => Promise<unknown>): Promise<string[] | null> {
  let committed = 0
  const seen = await watch.see(() => make().finally(() => (committed = performance.now())))
  if (!seen) return null
  if (seen.changed.length > 0) found.changes.push(name)
  if (seen.untold.length > 0) found.silent.push(`${name}: ${seen.untold.join(', ')} after ${seen.told.join(' ')}`)
  found.stale.push(...(await processes.check(paths, committed)).map((path) => `after ${name}, told ${seen.told.join(' ') || 'nothing'}: ${path}`))
  return seen.told
}

/** What is compared after a change that is like the last one: all after the first, then some of those that it leaves, which alone can be stale, and of the others. */
function pathsAfter(sweeping: Sweeping, before: string[] | null): readonly string[] {
  const { addresses, all } = sweeping
  if (all || before === null) return addresses
  const stale = before.map(readAnnouncement)
  const stays = (path: string) => {
    const address = pageAddressOf({ method: 'GET', url: path, headers: {} })
    return address !== null && !stale.some((isStale) => isStale(address))
  }
  const [stayed, emptied] = [addresses.filter(stays), addresses.filter((path) => !stays(path))]
  sweeping.turn += 1
  return [...rotated(stayed, sweeping.turn * some.stayed, some.stayed), ...rotated(emptied, sweeping.turn * some.emptied, some.emptied)]
}

function rotated(paths: readonly string[], from: number, many: number): string[] {
  return Array.from({ length: Math.min(many, paths.length) }, (_, place) => paths[(from + place) % paths.length] ?? '')
}

async function digestOf(ask: Ask, views: readonly string[]): Promise<string> {
  const parts = views.map((view) => `(SELECT md5(string_agg(row, '' ORDER BY row)) FROM (SELECT md5(v::text) AS row FROM ${view} v) rows)`)
  return (await ask<{ digest: string }>(`SELECT concat_ws(' ', ${parts.join(', ')}) AS digest`))[0]?.digest ?? ''
}

function refused(error: unknown): null {
  if (error instanceof pg.DatabaseError) return null
  throw error
}
