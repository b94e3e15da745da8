import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Days for which the security log keeps what happened. The database lets nothing go earlier (migration 20261123183000). */
export const keptDays = 365

/** Rows in one transaction. */
const atATime = 5_000

/** Takes away what is older than that. @returns how much of it, at most so many */
export const forgetOldEvents = command({
  name: 'forget-old-events',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, now }) {
    const before = new Date(now.getTime() - (keptDays + 1) * 86_400_000)
    const count = await tx.$executeRaw`DELETE FROM security_event WHERE id IN (SELECT id FROM security_event WHERE at < ${before} ORDER BY at, id LIMIT ${atATime} FOR UPDATE SKIP LOCKED)`
    return done({ count, more: count === atATime })
  },
})
