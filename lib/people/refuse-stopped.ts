import type { Reader } from '#lib/database.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/**
 * Stops a text of somebody who lost the right to write after their request had begun. Asked with the turn of that person taken,
 * so that whatever was sent in the very moment is either seen by the one who stops them or refused here.
 */
export async function refuseStopped(source: Pick<Reader, '$queryRaw'>, personId: string, now: Date): Promise<Refusal | null> {
  return refuseMeasured(await measuresInForce(source, personId, now))
}

/** The same by what holds for them: see `measuresInForce`. */
export function refuseMeasured(measures: readonly MeasureInForce[]): Refusal | null {
  const stopped = measures.some(({ kind }) => kind === 'suspended' || kind === 'banned')
  return stopped ? refuse('forbidden', 'A moderator has just taken your right to write. Your account says why.') : null
}
