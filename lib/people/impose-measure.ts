import { z } from 'zod'
import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { dayFromOutside, momentAnywhere } from '#lib/moment.ts'
import { standsAt } from '#lib/people/in-force.ts'
import { endSessions } from '#lib/people/open-session.ts'
import { done, refuseField } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { plainWords } from '#lib/rendering/plain-words.ts'
import { noteEvent } from '#lib/security-log.ts'
import type { Viewer } from '#lib/viewer.ts'

/** From the lightest to the heaviest: a note is for the team, the others are read by the person and change what they can do. */
export const measureKinds = ['note', 'held', 'slow', 'suspended', 'banned'] as const
export type MeasureKind = (typeof measureKinds)[number]

/** Why, in the words of whoever does it. */
export const reasonField = plainWords(1_000).refine((text) => text !== '', { error: 'Please say why.' })

/** A day, which counts from its first minute in universal time, or a moment; empty: without end. */
export const untilField = z.union([z.literal(''), dayFromOutside, momentAnywhere], 'Please give a date, or leave it empty.').default('')

/** A measure that is to end ends while somebody may remember it. */
const mostYears = 100

/** From a minute to a week. A stricter pace is a suspension, and should be called one. */
const pace = { least: 60, most: 604_800 }
const paceSentence = 'Please choose how long between two texts: from a minute to a week.'

/** In seconds; empty for everything but `slow`. */
export const paceField = z.union([z.literal('').transform(() => null), z.coerce.number().int().min(pace.least).max(pace.most)], paceSentence).default(null)

/** What is to hold for somebody from now on. */
export type NewMeasure = { kind: MeasureKind; reason: string; until: string; everySeconds: number | null }

/** What was written down. `until` is null for what has no end. */
export type Imposed = { measureId: string; until: Date | null }

/**
 * Writes a measure down, inside a command that has locked the person. A newer one of the same kind takes the place of the older;
 * notes stand beside each other, but the same words that were the last of the same moderator are one. Whoever may not write any more is signed out.
 */
export async function imposeMeasure(
  tx: Transaction,
  { viewer, personId, measure, now }: { viewer: Viewer; personId: string; measure: NewMeasure; now: Date },
): Promise<Outcome<Imposed>> {
  const { kind, reason } = measure
  const until = measure.until === '' ? null : new Date(measure.until)
  const problem = checkTime(kind, until, now) ?? checkPace(kind, measure.everySeconds)
  if (problem) return problem
  const same = kind === 'note' ? await findSameNote(tx, { personId, byId: viewer.id, reason }) : null
  if (same) return done({ measureId: same, until: null })
  if (kind !== 'note') await replaceOlder(tx, { viewer, personId, kind, now })
  const everySeconds = kind === 'slow' ? measure.everySeconds : null
  const { id } = await tx.measure.create({ data: { personId, kind, reason, until, everySeconds, byId: viewer.id, at: now }, select: { id: true } })
  if (kind === 'suspended' || kind === 'banned') await endSessions(tx, personId)
  if (kind !== 'note') await noteEvent(tx, { kind: 'measure-taken', personId, byId: viewer.id, about: kind }, now)
  return done({ measureId: id, until })
}

/** The newest note about somebody, where it is these words of this moderator. */
async function findSameNote(tx: Transaction, { personId, byId, reason }: { personId: string; byId: string | null; reason: string }): Promise<string | null> {
  const newest = await tx.measure.findFirst({ where: { personId, kind: 'note' }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { id: true, byId: true, reason: true, liftedAt: true } })
  return newest && newest.liftedAt === null && newest.byId === byId && newest.reason === reason ? newest.id : null
}

function checkTime(kind: MeasureKind, until: Date | null, now: Date): Refusal | null {
  if (!until) return null
  if (kind === 'banned') return refuseField('until', 'A ban has no end. Please leave this empty, or suspend them until then.')
  if (kind === 'note') return refuseField('until', 'A note has no end. Please leave this empty.')
  if (until <= now) return refuseField('until', 'This moment has passed. Please give a later one.')
  const tooFar = until.getUTCFullYear() - now.getUTCFullYear() > mostYears
  return tooFar ? refuseField('until', `This is more than ${mostYears} years away. Please give an earlier moment, or leave it empty.`) : null
}

function checkPace(kind: MeasureKind, everySeconds: number | null): Refusal | null {
  return kind === 'slow' && everySeconds === null ? refuseField('everySeconds', paceSentence) : null
}

function replaceOlder(tx: Transaction, { viewer, personId, kind, now }: { viewer: Viewer; personId: string; kind: MeasureKind; now: Date }) {
  return tx.$executeRaw`
    UPDATE measure m SET lifted_at = ${now}, lifted_by_id = ${viewer.id}::uuid, lift_reason = 'Another one took its place.'
    WHERE m.person_id = ${personId}::uuid AND m.kind = ${kind}::measure_kind AND ${standsAt(Prisma.sql`${now}::timestamptz`)}`
}
