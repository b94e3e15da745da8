import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { closeDatabase, writer } from '#lib/database.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { prepareDataFolder } from '../../scripts/data-folder.ts'
import { applyMigrations } from '../../scripts/migrate.ts'
import { essayBy, person } from '../cast.ts'
import { cloneDatabase } from '../setup/clone-database.ts'
import { openPostgres } from './own-postgres.ts'
import type { OwnPostgres } from './own-postgres.ts'
import type { Faults } from './faults.ts'

/** Somebody who sends by token and by form, from a network of their own. */
export type Sender = { id: string; handle: string; email: string; token: string; cookie: string; network: string }

export type Essay = { id: string; slug: string }

/** A PostgreSQL of its own, and on it a site on which nobody has said anything yet, to be cloned for each fault. */
export type Stage = {
  postgres: OwnPostgres
  essays: Essay[]
  /** An essay under which no stream of acts is. */
  apart: Essay
  /** Each is there for one round, so that no limit ends it. */
  readers: Sender[]
  moderators: Sender[]
  author: Sender
  /** A database of its own with all of them. */
  clone: () => Promise<string>
  /** The same on another PostgreSQL, in another folder. */
  copyTo: (folder: string) => Promise<Stage>
}

const hour = 3_600_000

/**
 * Makes what stages are copied from. It takes the place of the database of this process, which must not have asked any yet.
 * @returns a copy of it on a PostgreSQL in another folder
 */
export async function prepareStages({ folder, atEnd }: Pick<Faults, 'folder' | 'atEnd'>, { essays, readers }: { essays: number; readers: number }): Promise<Stage['copyTo']> {
  const kept = path.join(folder, 'postgres')
  const postgres = await openPostgres(kept)
  atEnd(postgres.stop)
  const data = path.join(folder, 'data')
  prepareDataFolder(data)
  Object.assign(process.env, { DATABASE_URL: postgres.url, AFTERWORD_DATA: data, AUTH_SECRET: 'a secret for faults that nobody needs to guess', SMTP_URL: '' })
  await applyMigrations(postgres.url)
  const ada = await person('ada', 'author')
  const written: Essay[] = []
  while (written.length < essays) written.push(await essayBy(ada))
  const stage = {
    postgres,
    essays: written,
    apart: await essayBy(ada),
    readers: await makeSenders(readers, 'reader', 0),
    moderators: await makeSenders(2, 'moderator', 60_000),
    author: await letSend(ada, 61_000),
  }
  await closeDatabase()
  // Only of one that stands still are the files a whole.
  await postgres.end('fast')
  return (to) => copyStage(stage, { kept, to, atEnd })
}

async function copyStage(people: Omit<Stage, 'postgres' | 'clone' | 'copyTo'>, { kept, to, atEnd }: { kept: string; to: string; atEnd: Faults['atEnd'] }): Promise<Stage> {
  // With their owner, who is another user where we are root.
  execFileSync('cp', ['-a', kept, to])
  const postgres = await openPostgres(to)
  atEnd(postgres.stop)
  return {
    ...people,
    postgres,
    clone: async () => (await cloneDatabase({ server: serverOf(postgres.url), template: templateOf(postgres.url) })).url,
    copyTo: (folder) => copyStage(people, { kept, to: folder, atEnd }),
  }
}

/** Where statements about databases go, and not within one. */
export function serverOf(url: string): string {
  return Object.assign(new URL(url), { pathname: '/postgres' }).href
}

/** The name of the database that is cloned. */
export function templateOf(url: string): string {
  return path.basename(new URL(url).pathname)
}

async function makeSenders(many: number, role: 'reader' | 'moderator', from: number): Promise<Sender[]> {
  const made = Array.from({ length: many }, (_, place) => ({ id: randomUUID(), handle: `${role}-${place}-${randomUUID().slice(0, 4)}`, place: from + place }))
  await writer().person.createMany({
    data: made.map(({ id, handle }) => ({ id, handle, skeleton: foldHandle(handle), name: `Somebody ${handle}`, role, email: `${handle}@example.org`, emailVerifiedAt: new Date() })),
  })
  return letAllSend(made)
}

async function letSend({ id, handle }: { id: string; handle: string }, place: number): Promise<Sender> {
  const [sender] = await letAllSend([{ id, handle, place }])
  if (!sender) throw new Error('Nobody was made')
  return sender
}

async function letAllSend(people: { id: string; handle: string; place: number }[]): Promise<Sender[]> {
  const all = people.map(({ id, handle, place }) => {
    const secret = makeSecret()
    const sender = { id, handle, email: `${handle}@example.org`, token: `faults-${randomUUID()}`, cookie: `afterword-session=${secret}`, network: `10.${Math.floor(place / 250) % 250}.${place % 250}.1` }
    return { secret, sender }
  })
  await writer().session.createMany({ data: all.map(({ secret, sender }) => ({ id: digestOf(secret), personId: sender.id, expiresAt: new Date(Date.now() + 24 * hour) })) })
  await writer().apiToken.createMany({ data: all.map(({ sender }) => ({ digest: digestOf(sender.token), personId: sender.id })) })
  return all.map(({ sender }) => sender)
}

/** Asks a database on a connection that is there for this question alone, so that it may have been away meanwhile. */
export async function question<Row extends Record<string, unknown>>(database: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = await connect(database)
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** A connection of one's own. All that knocked at a database which stood still come in at once when it goes on, and are gone a moment later: those are waited for. */
export async function connect(database: string): Promise<pg.Client> {
  for (const began = performance.now(); ; await sleep(50)) {
    const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {})
    const refusal: unknown = await client.connect().then(() => null, (error: unknown) => error)
    if (refusal === null) return client
    await client.end().catch(() => {})
    const isCrowded = refusal instanceof Error && 'code' in refusal && refusal.code === '53300'
    if (!isCrowded || performance.now() - began > 15_000) throw refusal
  }
}
