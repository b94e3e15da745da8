import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import type { Reader, Transaction } from '#lib/database.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Who is reading a card: whoever came first of those who are there and were not asked to let go. */
export type Holder = { personId: string; name: string; since: Date }
export type HeldCard = { itemId: string; holder: Holder }

/** Which cards are being read now, and by whom. `at` is the database's time of the answer. */
export async function readPresence(viewer: Viewer): Promise<Outcome<{ at: Date; held: HeldCard[]; freeAt: Date | null }>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  // One statement, so that what is held is what was held at that time.
  const rows = await reader().$queryRaw<(HolderRow & { at: Date; freeAt: Date | null })[]>`
    SELECT clock.at, held.*, (SELECT min(expires_at) FROM presence WHERE expires_at > clock.at) AS "freeAt"
    FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS at) clock LEFT JOIN LATERAL (${holders(Prisma.sql`clock.at`)}) held ON true`
  const at = rows[0]?.at
  if (!at) throw new Error('The database gave no time')
  return done({ at, held: rows.flatMap(shapeHeld), freeAt: rows[0]?.freeAt ?? null })
}

/** Who is reading one card at a moment; null when nobody is. */
export async function readHolder(db: Reader | Transaction, itemId: string, now: Date): Promise<Holder | null> {
  const rows = await db.$queryRaw<HolderRow[]>`SELECT * FROM (${holders(Prisma.sql`${now}::timestamptz`, itemId)}) held`
  return rows.flatMap(shapeHeld)[0]?.holder ?? null
}

type HolderRow = { itemId: string | null; personId: string; name: string; since: Date }

/** Of those who read the same card, the one who came first. Somebody who is no moderator any more reads nothing. */
function holders(now: Prisma.Sql, itemId?: string): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (p.review_item_id) p.review_item_id AS "itemId", p.person_id AS "personId", who.name, p.since
    FROM presence p JOIN person who ON who.id = p.person_id
    WHERE NOT p.yielded AND p.expires_at > ${now} AND who.role IN ('moderator', 'administrator')
      ${itemId ? Prisma.sql`AND p.review_item_id = ${itemId}::uuid` : Prisma.empty}
    ORDER BY p.review_item_id, p.since, p.person_id, p.tab`
}

function shapeHeld({ itemId, personId, name, since }: HolderRow): HeldCard[] {
  return itemId === null ? [] : [{ itemId, holder: { personId, name, since } }]
}
