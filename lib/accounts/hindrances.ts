import { Prisma } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'
import { isSuspendedAt } from '#lib/people/in-force.ts'

/** Two administrators who leave at once do so one after the other. */
export async function lockForLeaving(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT id FROM person WHERE role = 'administrator' ORDER BY id FOR UPDATE`
}

/**
 * Why somebody cannot leave yet, in a sentence that says what to do; null when nothing stands in the way. An essay has its author:
 * while one is the only one of something published, it is settled first what becomes of it (docs/decisions/0023).
 */
export async function readHindrances(source: Pick<Reader, '$queryRaw'>, personId: string, now: Date): Promise<string | null> {
  const [found] = await source.$queryRaw<{ essays: number; last: boolean }[]>`
    SELECT
      (SELECT count(*)::int FROM authorship a JOIN post p ON p.id = a.post_id
       WHERE a.person_id = ${personId}::uuid AND p.state IN ('published', 'unlisted', 'scheduled')
         AND NOT EXISTS (SELECT FROM authorship o WHERE o.post_id = a.post_id AND o.person_id <> a.person_id)) AS essays,
      EXISTS (SELECT FROM person WHERE id = ${personId}::uuid AND role = 'administrator')
        AND NOT EXISTS (
          SELECT FROM person WHERE role = 'administrator' AND id <> ${personId}::uuid AND NOT ${isSuspendedAt(Prisma.sql`${now}::timestamptz`)}) AS last`
  if (found?.last) return 'Somebody has to look after this site, and you are the last administrator. Please make somebody else one first; then you can leave.'
  if (!found || found.essays === 0) return null
  const what = found.essays === 1 ? 'an essay that is published here' : `${found.essays} essays that are published here`
  return `You are the only author of ${what}. Please ask the administrators to take ${found.essays === 1 ? 'it' : 'them'} down or to name another author first; then you can leave.`
}
