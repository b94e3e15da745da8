import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { env } from '#lib/env.ts'
import { commentProofs } from '#lib/integrity/comment-proofs.ts'
import { deskProofs } from '#lib/integrity/desk-proofs.ts'
import { leavingProofs } from '#lib/integrity/leaving-proofs.ts'
import { logProofs, proveEnd, proveNoted } from '#lib/integrity/log-proofs.ts'
import { mediaProofs, proveFiles, readKept } from '#lib/integrity/media-proofs.ts'
import { publishingProofs } from '#lib/integrity/publishing-proofs.ts'
import { searchProofs } from '#lib/integrity/search-proofs.ts'
import { workProofs } from '#lib/integrity/work-proofs.ts'
import { writingProofs } from '#lib/integrity/writing-proofs.ts'
import type { Proof, ProofQuery } from '#lib/integrity/proof-query.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import type { MediaStore } from '#lib/media/store/media-store.ts'

const migrationsFolder = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations')

/** Unlike pages, proofs read whole tables: they may take long, and a row by row join is never the quick way. */
const options = '-c statement_timeout=600000 -c enable_nestloop=off -c work_mem=64MB -c TimeZone=UTC'

/**
 * Works out anew, from the texts, states and decisions themselves, what the triggers keep and the program relies on.
 * Reads one moment of the database, so a server may go on serving, and writes nothing. Files of images are looked for in the store.
 * @param noted a decision that was written down outside, as `1234:9f2c…`, to be compared
 */
export async function verify({ folder = migrationsFolder, noted, store = mediaStore() }: { folder?: string; noted?: string; store?: MediaStore } = {}): Promise<Proof[]> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, options })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const proofs: Proof[] = [await proveMigrations(client, folder)]
    for (const query of [...commentProofs, ...logProofs]) proofs.push(await prove(client, query))
    proofs.push(await proveEnd(client))
    if (noted !== undefined) proofs.push(await proveNoted(client, noted))
    for (const query of [...deskProofs, ...leavingProofs, ...mediaProofs, ...writingProofs, ...workProofs, ...searchProofs, ...publishingProofs]) proofs.push(await prove(client, query))
    proofs.push(await proveFences(client), await provePublicRole(client))
    const images = await readKept(client)
    // A bucket of many images is asked for long: no moment of the database is kept open meanwhile.
    await client.query('COMMIT')
    return [...proofs, await proveFiles(images, store)]
  } finally {
    await client.end()
  }
}

type Counted = { checked: string; wrong: string; first: string | null }

async function prove(client: pg.Client, { name, things, fault, sql }: ProofQuery): Promise<Proof> {
  const { rows } = await client.query<Counted>(
    `SELECT count(*) AS checked, count(*) FILTER (WHERE wrong) AS wrong, min(about) FILTER (WHERE wrong) AS first FROM (${sql}) proof`,
  )
  const { checked, wrong, first } = rows[0] ?? { checked: '0', wrong: '0', first: null }
  if (wrong === '0') return { name, ok: true, detail: `${grouped(checked)} ${things}` }
  return { name, ok: false, detail: `${grouped(wrong)} of ${grouped(checked)} ${things} ${fault}, such as ${first}` }
}

function grouped(count: string): string {
  return Number(count).toLocaleString('en-GB')
}

async function proveMigrations(client: pg.Client, folder: string): Promise<Proof> {
  const name = 'migrations'
  const applied = new Map(await readApplied(client))
  for (const [migration, checksum] of await readWanted(folder)) {
    const known = applied.get(migration)
    if (!known) return { name, ok: false, detail: `${migration} is not applied` }
    if (known !== checksum) return { name, ok: false, detail: `${migration} is not the one that was applied` }
  }
  return { name, ok: true, detail: `${applied.size} applied` }
}

async function readApplied(client: pg.Client): Promise<[string, string][]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return rows.map((row) => [row.name, row.checksum])
}

async function readWanted(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.map(async (name) => [name, sha256(await readFile(path.join(folder, name, 'migration.sql')))]))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A trigger that somebody switched off, for a repair or an import by hand, and forgot. */
async function proveFences(client: pg.Client): Promise<Proof> {
  const name = 'fences'
  const { rows } = await client.query<{ name: string; enabled: string }>(
    `SELECT tgname || ' on ' || tgrelid::regclass AS name, tgenabled AS enabled FROM pg_trigger
     JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal ORDER BY 1`,
  )
  const off = rows.filter((row) => row.enabled === 'D' || row.enabled === 'R').map((row) => row.name)
  if (off.length > 0) return { name, ok: false, detail: `switched off: ${off.join(', ')}` }
  return { name, ok: true, detail: `${rows.length} triggers on guard` }
}

/** What the role of public pages could read beyond the published views. */
const readableBeyond = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT (relkind = 'v' AND relname LIKE 'published\\_%') AND has_any_column_privilege('afterword_public', oid, 'SELECT') ORDER BY 1`

async function provePublicRole(client: pg.Client): Promise<Proof> {
  const name = 'public role'
  const role = await client.query(`SELECT FROM pg_roles WHERE rolname = 'afterword_public'`)
  if (role.rowCount === 0) return { name, ok: false, detail: 'there is none: public pages are fenced by the views alone' }
  if (!(await mayActAs(client, 'afterword_public'))) {
    return { name, ok: false, detail: 'the database user may not act as afterword_public: public pages are fenced by the views alone' }
  }
  const beyond = await client.query<{ name: string }>(readableBeyond)
  if (beyond.rows.length > 0) return { name, ok: false, detail: `reads more than it should: ${beyond.rows.map((row) => row.name).join(', ')}` }
  return { name, ok: true, detail: 'reads the published views and nothing else' }
}

async function mayActAs(client: pg.Client, role: string): Promise<boolean> {
  await client.query('SAVEPOINT role')
  const may = await client.query(`SET LOCAL ROLE ${role}`).then(() => true, () => false)
  await client.query('ROLLBACK TO role')
  return may
}
