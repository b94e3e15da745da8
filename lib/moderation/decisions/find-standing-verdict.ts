import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import type { Reader, Transaction } from '#lib/database.ts'

type Standing = { id: string; action: string; toState: string }

/** The decision by which a comment came to be in the state that it is in; null when it came there otherwise. */
export async function findStandingVerdict(db: Pick<Reader | Transaction, '$queryRaw'>, commentId: string): Promise<Standing | null> {
  const [standing] = await db.$queryRaw<Standing[]>`
    SELECT v.id, v.action, c.state::text AS "toState" FROM comment c JOIN ${standingVerdict} v ON true WHERE c.id = ${commentId}::uuid`
  return standing ?? null
}

/** The same where it keeps the text from readers, so that its writer may ask to have it read again: by whatever kind of item it was made. */
export function appealableOf(standing: Standing | null): string | null {
  return standing && ['rejected', 'hidden'].includes(standing.toState) ? standing.id : null
}
