import { Prisma } from '#database'
import { ask, insideQuestion, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Reader } from '#lib/database.ts'
import { isInForceAt } from '#lib/people/in-force.ts'

/** Something that moderators did about a person, which holds now. `everySeconds` is set for `slow` alone. */
export type MeasureInForce = {
  id: string
  kind: 'held' | 'slow' | 'suspended' | 'banned'
  /** The person reads it. */
  reason: string
  at: Date
  /** Null: until somebody lifts it. */
  until: Date | null
  everySeconds: number | null
}

/** What holds for a person at a moment, the heaviest first; at most one of each kind. */
export async function measuresInForce(source: Pick<Reader, '$queryRaw'>, personId: string, now: Date): Promise<MeasureInForce[]> {
  return (await measuresInForceOf(source, [personId], now)).get(personId) ?? []
}

/** The same for several people at once. Nobody without a measure is in the answer. */
export async function measuresInForceOf(source: Pick<Reader, '$queryRaw'>, personIds: string[], now: Date): Promise<Map<string, MeasureInForce[]>> {
  return ask(measuresOf(personIds, now), source)
}

type Row = Omit<MeasureInForce, 'at' | 'until'> & { personId: string; at: string; until: string | null }

/** The same, to be asked together with others. */
export function measuresOf(personIds: string[], now: Date): Question<Map<string, MeasureInForce[]>> {
  return insideQuestion(Prisma.sql`
    SELECT m.person_id AS "personId", m.id, m.kind::text AS kind, m.reason, m.at, m.until, m.every_seconds AS "everySeconds"
    FROM measure m
    WHERE m.person_id = ANY(${personIds}::uuid[]) AND ${isInForceAt(Prisma.sql`${now}::timestamptz`)}
    ORDER BY m.kind DESC, m.at DESC`, byPerson)
}

function byPerson(rows: Row[]): Map<string, MeasureInForce[]> {
  const people = new Map<string, MeasureInForce[]>()
  for (const { personId, at, until, ...measure } of rows) {
    const inForce = { ...measure, at: momentOf(at), until: until === null ? null : momentOf(until) }
    people.set(personId, [...(people.get(personId) ?? []), inForce])
  }
  return people
}
