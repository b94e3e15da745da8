import { z } from 'zod'
import { command } from '#lib/command.ts'
import { rehearsalResult } from '#lib/moderation/rules/rehearsal-result.ts'
import { leaseSeconds } from '#lib/moderation/rules/take-rehearsal.ts'
import { done, refuse } from '#lib/refusal.ts'

/** A server process writes down how far a rehearsal came. Only the one that has it can, and only from where it stood. */
export const continueRehearsal = command({
  name: 'continue-rehearsal',
  input: z.strictObject({
    id: z.uuid(),
    leasedUntil: z.date(),
    /** How far it came before and now, in decisions. */
    from: z.number().int(),
    examined: z.number().int(),
    result: rehearsalResult,
    finished: z.boolean(),
  }),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { id, leasedUntil, from, examined, result, finished }, now }) {
    const next = new Date(now.getTime() + leaseSeconds * 1000)
    const guarded = await tx.rehearsal.updateMany({
      where: { id, leasedUntil, examined: from, finishedAt: null },
      data: { examined, result, leasedUntil: finished ? null : next, finishedAt: finished ? now : null },
    })
    if (guarded.count !== 1) return refuse('conflict', 'Another process has this rehearsal.')
    return done({ leasedUntil: next }, { type: 'rehearsal', id })
  },
})
