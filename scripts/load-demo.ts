import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Settings } from '../lib/env.ts'
import { remakeDatabase } from './postgres-data.ts'
import type { OpenDatabase } from './open-database.ts'
import { stage } from './progress.mjs'

export type DemoPerson = { handle: string; password: string }

/**
 * Loads the demo content into an empty database: into an embedded one unless AFTERWORD_DEMO is 0, into another only when it is 1.
 * @returns the demo people with their passwords, or nobody when there was nothing to load
 */
export async function loadDemoContent(settings: Settings, database: OpenDatabase): Promise<DemoPerson[]> {
  const wanted = settings.AFTERWORD_DEMO ?? (database.embedded ? '1' : '0')
  if (wanted === '0' || !(await isEmpty(database.url))) return []
  return stage('Loading the demo content', () => load(settings))
}

async function load(settings: Settings) {
  const { loadDemo } = await import('../prisma/demo/load.ts')
  const { closeDatabase } = await import('../lib/database.ts')
  writeFileSync(unfinishedMark(settings), 'The demo content is being loaded. A start that finds this file begins again.\n')
  const { people } = await loadDemo()
  await closeDatabase()
  rmSync(unfinishedMark(settings))
  return people
}

function unfinishedMark(settings: Settings) {
  return path.join(settings.AFTERWORD_DATA, 'demo-unfinished')
}

/** After a start that was killed while it loaded the demo content: nobody has used that database yet, so it is made anew. */
export async function discardUnfinishedDemo(settings: Settings, embeddedUrl: string) {
  if (!existsSync(unfinishedMark(settings))) return
  await remakeDatabase(embeddedUrl)
  rmSync(unfinishedMark(settings))
}

/** Whether nobody is in the database yet. */
export async function isEmpty(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query('SELECT 1 FROM person LIMIT 1')
    return result.rowCount === 0
  } finally {
    await client.end()
  }
}
