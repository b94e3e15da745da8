import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { ArchiveWriter } from './archive-writer.ts'
import { places } from './manifest.ts'
import type { Manifest } from './manifest.ts'

/** What is worth nothing a minute later, and what a database says of itself. */
const leftOut = ['_prisma_migrations', 'presence', 'rate_limit']

/** Texts of values that every PostgreSQL reads alike, whatever its settings are. */
export const plainValues = `SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL TimeZone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`

/** The tables of the site and their columns, but for those that the database works out itself. */
export async function readTables(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      AND c.relname <> ALL($1) GROUP BY c.relname ORDER BY 1`, [leftOut])
  return rows
}

/** The last number of each sequence of the site. */
export async function readSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string | null }>(`SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`)
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

/**
 * Writes all rows of a table into an archive, in parts that end with a row.
 * @returns how many rows there are
 */
export async function dumpTable(client: pg.Client, { name, columns }: { name: string; columns: string[] }, archive: ArchiveWriter): Promise<number> {
  const rows = client.query(copyTo(`COPY ${namesOf([name])} (${namesOf(columns)}) TO STDOUT`))
  let [part, size, count] = [0, 0, 0]
  let held: Buffer[] = []
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    if (size < mostInPart) continue
    const [whole, rest] = cutAfterLastRow(Buffer.concat(held))
    if (whole.length === 0) continue
    count += countRows(whole)
    await archive.add(places.table(name, ++part), whole)
    held = [rest]
    size = rest.length
  }
  const last = Buffer.concat(held)
  if (last.length > 0) await archive.add(places.table(name, ++part), last)
  return count + countRows(last)
}

/** In bytes: what is held in memory at a time, unless one row is larger. */
const mostInPart = 4 * 1024 * 1024

/** A line is a row: within values a line break is written otherwise. */
const newline = 10

function cutAfterLastRow(bytes: Buffer): [Buffer, Buffer] {
  const at = bytes.lastIndexOf(newline) + 1
  return [bytes.subarray(0, at), bytes.subarray(at)]
}

function countRows(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count++
  return count
}

/** Names as SQL. They are ours, or were looked up: letters and underscores. */
export function namesOf(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
