import { Prisma } from '#database'
import type { Reader } from '#lib/database.ts'
import { standsAt } from '#lib/people/in-force.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * Turns somebody who is banned away at the door, and tells them why. Asked only after they have shown who they are, so that
 * nobody else learns of it.
 */
export async function refuseBanned(source: Pick<Reader, '$queryRaw'>, personId: string, now: Date): Promise<Refusal | null> {
  const [ban] = await source.$queryRaw<{ at: Date; reason: string }[]>`
    SELECT m.at, m.reason FROM measure m
    WHERE m.person_id = ${personId}::uuid AND m.kind = 'banned' AND ${standsAt(Prisma.sql`${now}::timestamptz`)} LIMIT 1`
  return ban ? refuse('forbidden', `This account has been banned since ${day.format(ban.at)}, so it cannot be signed in to. The reason: ${ban.reason}`) : null
}
