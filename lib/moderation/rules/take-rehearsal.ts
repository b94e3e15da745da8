import { z } from 'zod'
import { command } from '#lib/command.ts'
import { rehearsalResult } from '#lib/moderation/rules/rehearsal-result.ts'
import { done, refuse } from '#lib/refusal.ts'

/** A process that says nothing for so long has ended; another one goes on from where it came to. In seconds. */
export const leaseSeconds = 45

/** A server process takes a rehearsal that nobody works on, the oldest first. */
export const takeRehearsal = command({
  name: 'take-rehearsal',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  async load(tx) {
    const [free] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM rehearsal WHERE finished_at IS NULL AND coalesce(leased_until < clock_timestamp(), true)
      ORDER BY at, id LIMIT 1 FOR UPDATE SKIP LOCKED`
    return free ?? refuse('not-found', 'No rehearsal is waiting.')
  },
  permit: () => null,
  async perform({ tx, subject: { id }, now }) {
    const leasedUntil = new Date(now.getTime() + leaseSeconds * 1000)
    const { rule, result, ...rehearsal } = await tx.rehearsal.update({
      where: { id },
      data: { leasedUntil },
      select: { id: true, ruleVersion: true, total: true, examined: true, result: true, rule: { select: { id: true, kind: true } } },
    })
    const version = await tx.ruleVersion.findUniqueOrThrow({
      where: { ruleId_version: { ruleId: rule.id, version: rehearsal.ruleVersion } },
      select: { name: true, settings: true, severity: true, sentence: true, authorId: true, postId: true },
    })
    return done({ ...rehearsal, leasedUntil, result: rehearsalResult.parse(result), rule: { ...version, ...rule } }, { type: 'rehearsal', id })
  },
})
