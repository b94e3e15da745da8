import { Prisma } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'
import { isSuspendedAt } from '#lib/people/in-force.ts'

/** Two administrators who leave at once do so one after the other. Nobody else waits for them, nor they for those who decide something. */
export async function lockForLeaving(tx: Transaction, personId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM person WHERE role = 'administrator' AND EXISTS (SELECT FROM person WHERE id = ${personId}::uuid AND role = 'administrator')
    ORDER BY id FOR NO KEY UPDATE`
}

/** Why somebody cannot leave yet, in a sentence that says what to do; null when nothing stands in the way. */
export async function readHindrance(source: Pick<Reader, '$queryRaw'>, personId: string, now: Date): Promise<string | null> {
  const [found] = await source.$queryRaw<{ last: boolean }[]>`
    SELECT EXISTS (SELECT FROM person WHERE id = ${personId}::uuid AND role = 'administrator')
      AND NOT EXISTS (
        SELECT FROM person WHERE role = 'administrator' AND id <> ${personId}::uuid AND NOT ${isSuspendedAt(Prisma.sql`${now}::timestamptz`)}) AS last`
  return found?.last ? 'Somebody has to look after this site, and you are the last administrator. Please make somebody else one first, under Administration; then you can leave.' : null
}
