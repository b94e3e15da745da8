import { randomUUID } from 'node:crypto'
import path from 'node:path'
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
}

const hour = 3_600_000

/** Makes the stage. It takes the place of the database of this process, which must not have asked any yet. */
export async function makeStage({ folder, atEnd }: Faults, { essays, readers }: { essays: number; readers: number }): Promise<Stage> {
  const postgres = await openPostgres(path.join(folder, 'postgres'))
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
  return { ...stage, clone: async () => (await cloneDatabase({ server: serverOf(postgres.url), template: templateOf(postgres.url) })).url }
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
  const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
