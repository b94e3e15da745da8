import { readdir } from 'node:fs/promises'
import { reader } from '#lib/database.ts'
import { notificationsConnected } from '#lib/notifications.ts'

/** Whether this process can serve, and if not, why. */
export type Readiness = { ready: boolean; database: boolean; migrations: boolean; notifications: boolean }

/** How long a database may take to say that it is there, in milliseconds. */
const patience = 2_000

/**
 * Asks the database: is it reachable, does it have every migration of this version, are its announcements heard.
 * @param folder the folder of migrations of this version
 */
export async function readReadiness(folder: string): Promise<Readiness> {
  const applied = await within(patience, readApplied()).catch(() => null)
  const wanted = await readWanted(folder)
  const database = applied !== null
  const migrations = database && wanted.every((name) => applied.has(name))
  const notifications = notificationsConnected()
  return { ready: database && migrations && notifications, database, migrations, notifications }
}

async function readApplied(): Promise<Set<string>> {
  const rows = await reader().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  return new Set(rows.map((row) => row.name))
}

async function readWanted(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

let asked: { at: number; answer: Promise<boolean> } | undefined

/** Whether the database answers at all; asked at most twice a second, whoever wants to know. */
export function databaseAnswers(): Promise<boolean> {
  const now = performance.now()
  if (!asked || now - asked.at > 500) asked = { at: now, answer: askDatabase() }
  return asked.answer
}

function askDatabase(): Promise<boolean> {
  return within(patience, reader().$queryRaw`SELECT 1`).then(() => true, () => false)
}

function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('The database did not answer in time')), milliseconds).unref()),
  ])
}
