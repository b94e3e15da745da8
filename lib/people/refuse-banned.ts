import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import type { Reader } from '#lib/database.ts'
import { standsAt } from '#lib/people/in-force.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

type Ban = { id: string; at: Date; reason: string }

/**
 * Turns somebody who is banned away at the door, and tells them why. Asked only after they have shown who they are, so that
 * nobody else learns of it.
 */
export async function refuseBanned(source: Pick<Reader, '$queryRaw'>, personId: string, now: Date): Promise<Refusal | null> {
  const ban = await findBan(source, Prisma.sql`m.person_id = ${personId}::uuid`, now)
  return ban && refuse('forbidden', sayBan(ban), { present: { banId: ban.id } })
}

/**
 * Why somebody was turned away who came over another site, where an answer has no room but in the address: it holds the ban's id,
 * which nobody can guess.
 */
export async function readBan(banId: string, now: Date): Promise<string | null> {
  const ban = await findBan(reader(), Prisma.sql`m.id = ${banId}::uuid`, now)
  return ban && sayBan(ban)
}

async function findBan(source: Pick<Reader, '$queryRaw'>, which: Prisma.Sql, now: Date): Promise<Ban | null> {
  const [ban] = await source.$queryRaw<Ban[]>`
    SELECT m.id, m.at, m.reason FROM measure m
    WHERE ${which} AND m.kind = 'banned' AND ${standsAt(Prisma.sql`${now}::timestamptz`)} LIMIT 1`
  return ban ?? null
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function sayBan({ at, reason }: Ban): string {
  return `This account has been banned since ${day.format(at)}, so it cannot be signed in to. The reason: ${reason}`
}
