import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import type { Reader, Transaction } from '#lib/database.ts'

type Standing = { id: string; action: string }

/** The decision by which a comment came to be in the state that it is in; null when it came there otherwise. */
export async function findStandingVerdict(db: Pick<Reader | Transaction, '$queryRaw'>, commentId: string): Promise<Standing | null> {
  const [standing] = await db.$queryRaw<Standing[]>`
    SELECT v.id, v.action FROM comment c JOIN ${standingVerdict} v ON true WHERE c.id = ${commentId}::uuid`
  return standing ?? null
}

/** Verdicts that keep a text from readers and that its writer may ask to have read again. */
const takenAway = ['reject', 'hide']

/** The same where its writer may appeal it. */
export function appealableOf(standing: Standing | null): string | null {
  return standing && takenAway.includes(standing.action) ? standing.id : null
}
