import path from 'node:path'
import pg from 'pg'
import { randomUUID } from 'node:crypto'
import { hashPassword } from '#lib/people/hash-password.ts'
import { buildApp } from '../../../scripts/build-app.ts'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'
import { stage } from '../../../scripts/progress.mjs'
import { serveSite } from '../../../scripts/serve-site.ts'
import { callAction } from '../../gates/call-action.ts'
import { readDoors } from '../../gates/read-actions.ts'
import { cloneDatabase } from '../../setup/clone-database.ts'
import type { Bench } from '../bench.ts'
import { figuresOf, milliseconds } from '../figures.ts'
import { compareTimes, knockInTurns } from './times.ts'

/** How often each door is knocked at for somebody who is there, and as often for nobody. */
const often = 200

/** Two doors are told from each other when ranks as far apart as theirs would come once in a thousand times by chance, and their medians are further apart than this share. */
const told = { likelihood: 0.001, apart: 0.02 }

/** Whether the time of an answer tells that an address has an account, at every door where one can be asked after. */
export async function reportDoors(bench: Bench) {
  const { url, environment, ask } = await serveDoors(bench)
  await addPerson(ask, 'known-one', 'known@example.org')
  const doors = await readDoors()
  const press = (name: string, fields: Record<string, string>) => {
    const door = doors.get(name)
    if (!door) throw new Error(`There is no action ${name}`)
    return callAction(url, door, fields, { origin: environment.AFTERWORD_ORIGIN })
  }
  const places: Record<string, (email: string, handle: string) => Promise<Response>> = {
    'a wrong password, by address': (who) => press('sign-in signInWithPassword', { who, password: 'not this one', then: '/' }),
    'a wrong password, by handle': (_, who) => press('sign-in signInWithPassword', { who, password: 'not this one', then: '/' }),
    'a link by mail': (email) => press('sign-in sendSignInLink', { email, then: '/' }),
    'a new account': (email) => press('sign-up makeAccount', { name: 'Una', handle: newHandle(), email, password: 'a phrase of seven unusual words', then: '/' }),
  }
  const lines = [['Milliseconds', 'somebody: median', 'p95', 'nobody: median', 'p95', 'ratio of medians', 'likelihood']]
  for (const [place, knock] of Object.entries(places)) {
    const forget = () => ask('DELETE FROM rate_limit', [])
    const { known, unknown } = await stage(`Knocking ${2 * often} times: ${place}`, () =>
      knockInTurns(often, { known: () => knock('known@example.org', 'known-one'), unknown: () => knock('nobody@example.org', 'nobody-one'), between: forget }))
    const { ratio, likelihood } = compareTimes(known, unknown)
    const [here, there] = [figuresOf(known), figuresOf(unknown)]
    lines.push([place, milliseconds(here.median), milliseconds(here.p95), milliseconds(there.median), milliseconds(there.p95), ratio.toFixed(3), likelihood.toPrecision(2)])
    if (likelihood < told.likelihood && Math.abs(ratio - 1) > told.apart) bench.fail(`${place}: the time of the answer tells whether there is an account (${ratio.toFixed(3)} times as long, likelihood ${likelihood.toPrecision(2)})`)
    // What one door left behind makes no other slower.
    await ask(`DELETE FROM person WHERE email = 'nobody@example.org'`, []).catch(() => {})
  }
  bench.show(lines)
}

async function serveDoors({ database, folder, atEnd }: Bench) {
  const { url: databaseUrl } = await cloneDatabase(database)
  await buildApp()
  const port = await findFreePort()
  const environment = { DATABASE_URL: databaseUrl, AFTERWORD_DATA: path.join(folder, 'doors'), AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, AUTH_SECRET: 'a secret for measuring that nobody needs to guess' }
  const site = await serveSite({ host: '127.0.0.1', port, environment })
  atEnd(site.stop)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  atEnd(() => pool.end())
  return { url: site.url, environment, ask: (sql: string, values: unknown[]) => pool.query(sql, values) }
}

type Ask = Awaited<ReturnType<typeof serveDoors>>['ask']

async function addPerson(ask: Ask, handle: string, email: string): Promise<void> {
  await ask(`INSERT INTO person (id, handle, skeleton, name, role, email, email_verified_at, password_hash) VALUES ($1, $2, $2, 'Somebody', 'reader', $3, now(), $4)`,
    [randomUUID(), handle, email, await hashPassword('the password of everybody')])
}

/** Letters that fold to themselves, so that no two look alike. */
function newHandle(): string {
  return `una-${randomUUID().replace(/[^2-9a-f]/g, '').slice(0, 12)}`
}
