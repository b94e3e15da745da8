import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { reasonField } from '#lib/people/impose-measure.ts'
import { standsAt } from '#lib/people/in-force.ts'
import { permitOver } from '#lib/people/permit-over.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Takes a measure back before its time, or a note that was wrong. It stays in the person's history, with who took it back and why. */
export const liftMeasure = command({
  name: 'lift-measure',
  input: z.strictObject({ measureId: z.uuid(), reason: reasonField }),
  least: 'moderator',
  load: (tx, { measureId }) => lockMeasured(tx, measureId),
  permit: (viewer, { person }) => permitOver(viewer, person),
  async perform({ tx, viewer, input: { measureId, reason }, subject: { person }, now }) {
    const lifted = await tx.$executeRaw`
      UPDATE measure m SET lifted_at = ${now}, lifted_by_id = ${viewer.id}::uuid, lift_reason = ${reason}
      WHERE m.id = ${measureId}::uuid AND ${standsAt(Prisma.sql`${now}::timestamptz`)}`
    if (lifted !== 1) return refuse('conflict', 'This is over already, so nothing was changed.')
    await noteEvent(tx, { kind: 'measure-lifted', personId: person.id, byId: viewer.id }, now)
    return done({ measureId, handle: person.handle }, { type: 'person', id: person.id })
  },
})

/** Whoever it is about, locked, so that taking and lifting follow each other. */
async function lockMeasured(tx: Transaction, measureId: string) {
  const measure = await tx.measure.findUnique({ where: { id: measureId }, select: { person: { select: { id: true, handle: true, role: true } } } })
  if (!measure) return refuse('not-found', 'There is no such measure.')
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${measure.person.id}::uuid FOR UPDATE`
  return measure
}
