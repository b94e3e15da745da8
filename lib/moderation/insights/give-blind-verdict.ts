import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { blindVerdicts } from '#lib/moderation/insights/blind-verdicts.ts'
import { done, refuse } from '#lib/refusal.ts'

const notHere = refuse('not-found', 'There is no such text for you to read.')
const input = z.strictObject({ readingId: z.uuid(), verdict: z.enum(blindVerdicts, { error: 'Please choose what you would have done.' }) })

/** A moderator says what they would have done with a text. Nothing happens to it; what was done is shown afterwards. */
export const giveBlindVerdict = command({
  name: 'give-blind-verdict',
  input,
  least: 'moderator',
  load: loadReading,
  permit: (viewer, reading) => (reading.readerId === viewer.id ? null : notHere),
  async perform({ tx, input: { readingId, verdict }, subject, now }) {
    const said = await tx.blindReading.updateMany({ where: { id: readingId, verdict: null }, data: { verdict, readAt: now } })
    if (said.count === 1 || subject.verdict === verdict) return done({ readingId }, { type: 'blind-reading', id: readingId })
    return refuse('conflict', 'You have said already what you would have done.', { present: { verdict: subject.verdict } })
  },
})

async function loadReading(tx: Transaction, { readingId }: z.output<typeof input>) {
  const [reading] = await tx.$queryRaw<{ readerId: string; verdict: string | null }[]>`
    SELECT reader_id AS "readerId", verdict FROM blind_reading WHERE id = ${readingId}::uuid FOR NO KEY UPDATE`
  return reading ?? notHere
}
