import pg from 'pg'
import type { Settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'
import { remakeDatabase } from './postgres-data.ts'
import type { OpenDatabase } from './open-database.ts'
import { stage } from './progress.mjs'

export type DemoPerson = { handle: string; password: string }

/** The row of `setting` that stands in a database while its demo content is being loaded, and after a start that was killed then. */
const mark = 'demo.unfinished'

/**
 * Loads the demo content into an empty database: into an embedded one unless AFTERWORD_DEMO is 0, into another only when it is 1.
 * @returns the demo people with their passwords, or nobody when there was nothing to load
 * @throws Trouble when an earlier start got only half way
 */
export async function loadDemoContent(settings: Settings, database: OpenDatabase): Promise<DemoPerson[]> {
  if (await isUnfinished(database.url)) throw new Trouble(unfinished)
  const wanted = settings.AFTERWORD_DEMO ?? (database.embedded ? '1' : '0')
  if (wanted === '0' || !(await markIfEmpty(database.url))) return []
  return stage('Loading the demo content', () => load(database.url))
}

async function load(url: string) {
  const { loadDemo } = await import('../prisma/demo/load.ts')
  const { closeDatabase } = await import('../lib/database.ts')
  const { people } = await loadDemo()
  await closeDatabase()
  await removeMark(url)
  return people
}

const unfinished =
  'The demo content of this database was not loaded to its end. Start with an empty database, or with AFTERWORD_DEMO=0 to keep what is there.'

/**
 * After a start that was killed while it loaded the demo content. A database of our own in which nothing else was done is made
 * anew; any other is kept, and AFTERWORD_DEMO=0 says that it may stay as it is.
 */
export async function settleUnfinishedDemo(settings: Settings, database: OpenDatabase) {
  if (!(await isUnfinished(database.url))) return
  if (database.embedded && !(await holdsMore(database.url))) return remakeDatabase(database.url)
  if (settings.AFTERWORD_DEMO === '0') await removeMark(database.url)
}

/** For the command line: what it did now would stand in the way of the demo, or be gone with it. */
export async function refuseUnfinishedDemo(url: string) {
  if (await isUnfinished(url)) throw new Trouble('The demo content is not loaded to its end. Start with npm start, wait until it is ready, and try again.')
}

async function isUnfinished(url: string): Promise<boolean> {
  const [table] = await query<{ found: boolean }>(url, `SELECT to_regclass('setting') IS NOT NULL AS found`)
  return Boolean(table?.found) && (await query(url, 'SELECT 1 FROM setting WHERE key = $1', [mark])).length > 0
}

/** Whether there is anything that the demo did not bring. */
async function holdsMore(url: string): Promise<boolean> {
  const { people, posts } = await import('../prisma/demo/content.ts')
  const strangers = 'SELECT 1 FROM person WHERE import_key IS NOT NULL OR handle <> ALL($1)'
  const others = 'SELECT 1 FROM post WHERE import_key IS NOT NULL OR slug <> ALL($2)'
  const names = [people.map(({ handle }) => handle), posts.map(({ slug }) => slug)]
  return (await query(url, `${strangers} UNION ALL ${others} LIMIT 1`, names)).length > 0
}

/** @returns whether the database was empty and has the mark now */
async function markIfEmpty(url: string): Promise<boolean> {
  const empty = 'NOT EXISTS (SELECT 1 FROM person) AND NOT EXISTS (SELECT 1 FROM post)'
  return (await query(url, `INSERT INTO setting (key, value) SELECT $1, to_jsonb(now()) WHERE ${empty} RETURNING key`, [mark])).length > 0
}

async function removeMark(url: string) {
  await query(url, 'DELETE FROM setting WHERE key = $1', [mark])
}

/** Whether nobody is in the database yet. */
export async function isEmpty(url: string): Promise<boolean> {
  return (await query(url, 'SELECT 1 FROM person LIMIT 1')).length === 0
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
