import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'

/**
 * One text of a person at a time: two of them sent at once are screened one after the other, so that limits and repeats
 * hold, and a measure over them comes before a text or after it. The lock ends with the transaction. It is taken before the
 * person's row is locked, never after.
 */
export async function takeTurn(tx: Transaction, personId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT ${turnOf(personId)}`)
}

/** The same as a column of SQL, for a statement that looks something up first: what comes after the turn is read by the next one. */
export function turnOf(personId: string): Prisma.Sql {
  return Prisma.sql`pg_advisory_xact_lock(hashtextextended(${`afterword.submission.${personId}`}, 0))::text`
}

/** The same by a handle: what they sent in this very moment is waited for. Nobody of that name has no turn. */
export async function takeTurnOf(tx: Transaction, handle: string): Promise<void> {
  const person = await tx.person.findUnique({ where: { handle }, select: { id: true } })
  if (person) await takeTurn(tx, person.id)
}
